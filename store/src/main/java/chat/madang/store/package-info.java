/// What lasts: the journal, the accounts and the history, on SQLite.
///
/// [Store] is the [chat.madang.core.Journal] of a running server and what it restores from;
/// [Accounts] can be used by another process at the same time.
@NullMarked
package chat.madang.store;

import org.jspecify.annotations.NullMarked;
