-- A room is known to its readers by its handle: one that ends, and is made anew under the same, is the same to them.
-- `place` is `#` and a room's handle, or `@` and the key of a person's name; `name` is that handle, or the name as it is
-- written.
ALTER TABLE marker ADD COLUMN name TEXT NOT NULL DEFAULT '';

DELETE FROM marker WHERE place NOT GLOB '@*' AND place NOT IN (SELECT CAST(id AS TEXT) FROM room);

UPDATE marker SET name = (SELECT handle FROM room WHERE CAST(id AS TEXT) = place) WHERE place NOT GLOB '@*';

UPDATE marker SET place = '#' || name WHERE place NOT GLOB '@*';

UPDATE marker SET name = substr(place, 2) WHERE place GLOB '@*';

CREATE INDEX marker_place ON marker (place);

-- An erasing has its room's next sequence number from here on, in `history.seq`; those before have 0.
PRAGMA user_version = 3;
