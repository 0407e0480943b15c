-- Up to which sequence number something of a room's history may be lost: cut, too old, or not written. Of what was before
-- this table nobody knows.
CREATE TABLE gap (
  room INTEGER NOT NULL PRIMARY KEY,
  seq  INTEGER NOT NULL
);

INSERT INTO gap (room, seq) SELECT id, seq FROM room;

CREATE INDEX history_seq ON history (room, seq);

PRAGMA user_version = 6;
