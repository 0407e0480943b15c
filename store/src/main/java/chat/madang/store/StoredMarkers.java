package chat.madang.store;

import chat.madang.core.AccountId;
import chat.madang.core.Markers;
import chat.madang.core.Reply;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The markers in a store. Threads: any.
final class StoredMarkers implements Markers {
    private final Store store;

    StoredMarkers(Store store) {
        this.store = store;
    }

    @Override
    public void set(AccountId reader, Where where, Instant upTo, Reply<Marker> reply) {
        store.change(writer -> writer.mark(reader, where, upTo), reply);
    }

    @Override
    public void get(AccountId reader, Where where, Reply<Optional<Instant>> reply) {
        store.read(connection -> new MarkerTable(connection).get(reader, where), reply);
    }

    @Override
    public void latest(AccountId reader, int limit, Reply<List<Mark>> reply) {
        store.read(connection -> new MarkerTable(connection).latest(reader, limit), reply);
    }
}
