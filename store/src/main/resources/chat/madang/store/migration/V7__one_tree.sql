-- A row of a history is in one tree, so that to write it touches one page: what was said of a room stands together, what is
-- left of what was erased does, and all else does, each by id. In a room `seq` grows with `id`.
DROP INDEX history_talk;

DROP INDEX history_seq;

ALTER TABLE history RENAME TO history_of_old;

CREATE TABLE history (
  room INTEGER NOT NULL,
  talk INTEGER NOT NULL,
  id   INTEGER NOT NULL,
  seq  INTEGER NOT NULL,
  at   INTEGER NOT NULL,
  kind TEXT    NOT NULL,
  who  TEXT    NOT NULL,
  text TEXT    NOT NULL,
  more TEXT    NOT NULL,
  PRIMARY KEY (room, talk, id)
) WITHOUT ROWID;

INSERT INTO history (room, talk, id, seq, at, kind, who, text, more)
SELECT room, talk, id, seq, at, kind, who, text, more FROM history_of_old ORDER BY room, talk, id;

DROP TABLE history_of_old;

DROP INDEX whisper_talk;

DROP INDEX whisper_age;

ALTER TABLE whisper RENAME TO whisper_of_old;

CREATE TABLE whisper (
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  peer    TEXT    NOT NULL,
  talk    INTEGER NOT NULL,
  id      INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  name    TEXT    NOT NULL,
  kind    TEXT    NOT NULL,
  who     TEXT    NOT NULL,
  text    TEXT    NOT NULL,
  more    TEXT    NOT NULL,
  PRIMARY KEY (account, peer, talk, id)
) WITHOUT ROWID;

INSERT INTO whisper (account, peer, talk, id, at, name, kind, who, text, more)
SELECT account, peer, talk, id, at, name, kind, who, text, more FROM whisper_of_old
ORDER BY account, peer, talk, id;

DROP TABLE whisper_of_old;

CREATE INDEX whisper_age ON whisper (account, id);

PRAGMA user_version = 7;
