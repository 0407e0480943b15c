-- What lasts of a yard. Times are milliseconds since 1970, UTC; ids of messages are chat.madang.core.MessageId.

CREATE TABLE counter (
  name  TEXT    NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;

-- `accounts` grows with every change of the table account, so that a running server sees it.
INSERT INTO counter (name, value) VALUES ('room', 0), ('message', 0), ('accounts', 0);

CREATE TABLE account (
  id         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name       TEXT    NOT NULL,
  name_key   TEXT    NOT NULL UNIQUE,
  hash       TEXT    NOT NULL,
  created_at INTEGER NOT NULL
);

CREATE TRIGGER account_added AFTER INSERT ON account
BEGIN UPDATE counter SET value = value + 1 WHERE name = 'accounts'; END;

CREATE TRIGGER account_removed AFTER DELETE ON account
BEGIN UPDATE counter SET value = value + 1 WHERE name = 'accounts'; END;

-- Who is here as which account. Emptied when a server starts.
CREATE TABLE presence (
  session   INTEGER NOT NULL PRIMARY KEY,
  account   INTEGER NOT NULL,
  origin    TEXT    NOT NULL,
  addressee TEXT    NOT NULL
);

-- What is kept for accounts whose person is away.
CREATE TABLE letter (
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  id      INTEGER NOT NULL,
  sender  TEXT    NOT NULL,
  text    TEXT    NOT NULL,
  at      INTEGER NOT NULL,
  PRIMARY KEY (account, id)
) WITHOUT ROWID;

-- The rooms that do not end. `seq` is the last sequence number that was used, also when its row is gone.
CREATE TABLE room (
  id       INTEGER NOT NULL PRIMARY KEY,
  handle   TEXT    NOT NULL UNIQUE,
  title    TEXT    NOT NULL,
  capacity INTEGER NOT NULL,
  ends     TEXT    NOT NULL,
  host     TEXT    NOT NULL,
  seq      INTEGER NOT NULL
);

CREATE TABLE scheduled (
  id     INTEGER NOT NULL PRIMARY KEY,
  room   INTEGER NOT NULL,
  author TEXT    NOT NULL,
  text   TEXT    NOT NULL,
  due    INTEGER NOT NULL
);

-- What has happened in each room, in its order: the table is its own covering index.
CREATE TABLE history (
  room INTEGER NOT NULL,
  seq  INTEGER NOT NULL,
  id   INTEGER NOT NULL,
  at   INTEGER NOT NULL,
  kind TEXT    NOT NULL,
  who  TEXT    NOT NULL,
  text TEXT    NOT NULL,
  PRIMARY KEY (room, seq)
) WITHOUT ROWID;

-- "Madn": by this we know our own files.
PRAGMA application_id = 0x4D61646E;
PRAGMA user_version = 1;
