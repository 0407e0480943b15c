package chat.madang.gate.web;

import chat.madang.core.Answered.ScheduledListed;
import chat.madang.core.Command;
import chat.madang.core.Command.Answer;
import chat.madang.core.Command.ListScheduled;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.Schedule;
import chat.madang.core.Command.Signal;
import chat.madang.core.Command.SignalTo;
import chat.madang.core.Command.Unschedule;
import chat.madang.core.Command.Whisper;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Unscheduled;
import chat.madang.core.Manner;
import chat.madang.core.Name;
import chat.madang.core.Nonce;
import chat.madang.core.ScheduledMessage;
import chat.madang.core.Spelling;
import chat.madang.core.Tags;
import chat.madang.core.Text;
import chat.madang.gate.web.WebDialogue.Handler;

import tools.jackson.core.JsonGenerator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one says, at once or later, to a room or to one other.
final class TalkRequests {
    /// The last time that a client can name: the end of the year 9999.
    private static final long MILLIS_MAX = 253_402_300_799_999L;

    private final WebClient client;

    TalkRequests(WebClient client) {
        this.client = client;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "say", this::say,
                "whisper", this::whisper,
                "typing", this::typing,
                "schedule", this::schedule,
                "scheduled", this::scheduled,
                "unschedule", this::unschedule);
    }

    private void say(Request request, Reply reply) throws NotUnderstood {
        var say =
                new Say(
                        client.session(),
                        request.roomNumber(),
                        text(request),
                        manner(request),
                        Answer.WHEN_STORED);
        client.tell(say, reply::noted);
    }

    private void whisper(Request request, Reply reply) throws NotUnderstood {
        var whisper =
                new Whisper(
                        client.session(),
                        request.valid("to", Name::of),
                        Spelling.EXACT,
                        text(request),
                        manner(request),
                        Answer.WHEN_STORED);
        client.tell(whisper, reply::noted);
    }

    private void typing(Request request, Reply reply) throws NotUnderstood {
        var tags =
                TalkJson.tags(
                        request.valid(
                                "state",
                                state -> Optional.of(state).filter(TalkJson.STATES::contains)));
        Command command =
                request.has("to")
                        ? new SignalTo(
                                client.session(),
                                request.valid("to", Name::of),
                                Spelling.EXACT,
                                tags)
                        : new Signal(
                                client.session(), request.roomNumber(), tags, Optional.empty());
        client.ask(command, reply::event);
    }

    private void schedule(Request request, Reply reply) throws NotUnderstood {
        var due = Instant.ofEpochMilli(request.number("due", 0, MILLIS_MAX));
        var schedule =
                new Schedule(client.session(), request.roomNumber(), plainText(request), due);
        client.tell(
                schedule,
                event -> {
                    switch (event) {
                        case Scheduled(_, var message) ->
                                reply.object("scheduled", json -> message(message, json));
                        case Refused(_, var why) -> reply.refused(why);
                        default -> throw new IllegalArgumentException("no answer: " + event);
                    }
                });
    }

    private void scheduled(Request request, Reply reply) {
        client.ask(
                new ListScheduled(client.session()),
                ScheduledListed.class,
                reply,
                listed ->
                        reply.object(
                                "schedules",
                                json -> {
                                    json.writeArrayPropertyStart("messages");
                                    for (var each : listed.messages()) {
                                        json.writeStartObject();
                                        message(each.message(), json);
                                        json.writeStringProperty(
                                                "title", each.room().title().value());
                                        json.writeEndObject();
                                    }
                                    json.writeEndArray();
                                }));
    }

    private void unschedule(Request request, Reply reply) throws NotUnderstood {
        client.tell(
                new Unschedule(client.session(), request.id("id")),
                event -> {
                    switch (event) {
                        case Unscheduled(_, var message) ->
                                reply.object(
                                        "unscheduled",
                                        json ->
                                                json.writeStringProperty(
                                                        "id",
                                                        String.valueOf(message.id().value())));
                        case Refused(_, var why) -> reply.refused(why);
                        default -> throw new IllegalArgumentException("no answer: " + event);
                    }
                });
    }

    private static void message(ScheduledMessage message, JsonGenerator json) {
        json.writeStringProperty("id", String.valueOf(message.id().value()));
        json.writeNumberProperty("room", message.room().value());
        json.writeStringProperty("text", message.text().value());
        json.writeNumberProperty("due", message.due().toEpochMilli());
    }

    private static Text text(Request request) throws NotUnderstood {
        var plain = plainText(request);
        if (!request.yes("me")) return plain;
        return Text.of(TalkJson.action(plain.value())).orElseThrow(() -> new NotUnderstood("text"));
    }

    /// Something to read.
    private static Text plainText(Request request) throws NotUnderstood {
        return request.valid("text", text -> Text.of(text).filter(some -> !some.value().isBlank()));
    }

    private static Manner manner(Request request) throws NotUnderstood {
        return new Manner(
                false,
                Optional.empty(),
                Tags.NONE,
                List.of(),
                request.optional("nonce", Nonce::of));
    }
}
