-- Where an account's person says that letters reach them; empty when they have not said.
ALTER TABLE account ADD COLUMN email TEXT NOT NULL DEFAULT '';
