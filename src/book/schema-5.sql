-- Version 5.

-- ==== watched folders: begin ====
-- What came of each file that a watched folder brought, and of each that was brought in by hand: no
-- file comes in twice, whatever it is called and on whichever computer. An undo forgets nothing of
-- it.
CREATE TABLE watched_file (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  -- Below the watched folder.
  file_name TEXT NOT NULL,
  -- SHA-256 of its bytes.
  hash BLOB NOT NULL,
  outcome INTEGER NOT NULL,
  -- The import that brought it in, where that changed anything.
  op_id INTEGER,
  -- Where its rows ended, or what is wrong with it, as JSON.
  details TEXT NOT NULL
) STRICT;
CREATE INDEX watched_file_hash ON watched_file (hash);
-- ==== watched folders: end ====
