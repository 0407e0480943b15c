-- Under which nonces something was said lately, so that it is not said again: chat.madang.core.UsedNonce. `id`, `seq` and
-- `at` are those of what was said, of which nothing else is here: it may have been erased since.
CREATE TABLE nonce (
  id     INTEGER NOT NULL PRIMARY KEY,
  author TEXT    NOT NULL,
  place  TEXT    NOT NULL,
  nonce  TEXT    NOT NULL,
  seq    INTEGER NOT NULL,
  at     INTEGER NOT NULL
);

CREATE INDEX nonce_place ON nonce (place);

CREATE TRIGGER account_forgotten AFTER DELETE ON account
BEGIN DELETE FROM nonce WHERE author = OLD.name_key OR place = '@' || OLD.name_key; END;

PRAGMA user_version = 5;
