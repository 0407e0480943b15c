package chat.madang.core;

import chat.madang.core.UsedNonce.Use;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was said lately under nonces: as many as [UsedNonce#REMEMBERED_MAX], the eldest is
/// forgotten first. Belongs to [Chat] alone.
final class Nonces {
    /// Eldest first.
    private final Map<Use, Stamp> stamps = new LinkedHashMap<>();

    /// @param remembered eldest first
    Nonces(List<UsedNonce> remembered) {
        remembered.forEach(this::add);
    }

    /// Of what was said under it already, if anything was.
    Optional<Stamp> find(Optional<Use> use) {
        return use.map(stamps::get);
    }

    void add(UsedNonce used) {
        stamps.put(used.use(), used.stamp());
        if (stamps.size() > UsedNonce.REMEMBERED_MAX) {
            stamps.remove(stamps.keySet().iterator().next());
        }
    }

    /// What was said under it is not stored, so that it may be said again.
    void forget(UsedNonce used) {
        stamps.remove(used.use(), used.stamp());
    }
}
