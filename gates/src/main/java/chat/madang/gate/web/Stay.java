package chat.madang.gate.web;

import chat.madang.core.Event;
import chat.madang.core.SessionId;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Somebody who is in the yard by one connection, for whoever comes back as them by another.
///
/// @param session as which the other one goes on
/// @param missed what was for them alone while they had no connection; completed by the connection
///   when another one goes on
record Stay(SessionId session, CompletableFuture<List<Event>> missed) {
    Stay(SessionId session) {
        this(session, new CompletableFuture<>());
    }
}
