-- What has happened can be read again, as it was. `more` is what its kind of event has besides, as JSON.

-- What people have made of a lasting room.
ALTER TABLE room ADD COLUMN state TEXT NOT NULL DEFAULT '{}';

UPDATE room SET state = json_object(
  'madeAt', CAST(unixepoch('now', 'subsec') * 1000 AS INTEGER),
  'rules', json_array('MEMBERS_ONLY'));

ALTER TABLE history RENAME TO history_of_old;

-- What has happened in each room, by id. `talk` is 1 for what was said, 2 for what is left of it when it was erased
-- and for the erasing, 0 for all else; `seq` is 0 for the erasing.
CREATE TABLE history (
  room INTEGER NOT NULL,
  id   INTEGER NOT NULL,
  seq  INTEGER NOT NULL,
  at   INTEGER NOT NULL,
  kind TEXT    NOT NULL,
  talk INTEGER NOT NULL,
  who  TEXT    NOT NULL,
  text TEXT    NOT NULL,
  more TEXT    NOT NULL,
  PRIMARY KEY (room, id)
) WITHOUT ROWID;

-- The history of rooms that do not last ends with the server that had them.
INSERT INTO history (room, id, seq, at, kind, talk, who, text, more)
SELECT room.id, old.id, old.seq, old.at, old.kind, old.kind IN ('said', 'scheduled'), old.who, old.text,
       json_object('name', json_array(room.title, room.handle))
FROM history_of_old AS old JOIN room ON room.id = old.room
ORDER BY room.id, old.id;

DROP TABLE history_of_old;

CREATE INDEX history_talk ON history (room, id) WHERE talk > 0;

-- What an account's person has whispered with others, for each of the two that is of an account. `peer` is the key of
-- the other's account, or of the guest's name; `name` is that as it is written.
CREATE TABLE whisper (
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  peer    TEXT    NOT NULL,
  id      INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  name    TEXT    NOT NULL,
  kind    TEXT    NOT NULL,
  talk    INTEGER NOT NULL,
  who     TEXT    NOT NULL,
  text    TEXT    NOT NULL,
  more    TEXT    NOT NULL,
  PRIMARY KEY (account, peer, id)
) WITHOUT ROWID;

CREATE INDEX whisper_talk ON whisper (account, peer, id) WHERE talk > 0;

CREATE INDEX whisper_age ON whisper (account, id);

-- How far accounts have read, by place: a room's number, or the key of a person's name. The one that was set longest
-- ago has the smallest `turn`.
CREATE TABLE marker (
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  place   TEXT    NOT NULL,
  up_to   INTEGER NOT NULL,
  turn    INTEGER NOT NULL,
  PRIMARY KEY (account, place)
) WITHOUT ROWID;

CREATE INDEX marker_turn ON marker (account, turn);

-- With what somebody proves by SCRAM-SHA-256 that they know the password; empty until the password was seen.
ALTER TABLE account ADD COLUMN scram TEXT NOT NULL DEFAULT '';

-- Random bytes that are made once.
CREATE TABLE secret (
  purpose TEXT NOT NULL PRIMARY KEY,
  bytes   BLOB NOT NULL
) WITHOUT ROWID;

PRAGMA user_version = 2;
