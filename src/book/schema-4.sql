-- Version 4.

-- ==== held rows: begin ====
-- Rows of imported files that wait until the owner says whom they are about. How the file was read
-- stands in the settings of its batch.
CREATE TABLE held (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  row INTEGER NOT NULL,
  reason TEXT NOT NULL,
  -- SHA-256 of what the row says: the same row is not asked about twice.
  print BLOB NOT NULL,
  -- Ids of the contacts it may be about, separated by commas, the likeliest first.
  candidates TEXT NOT NULL,
  -- Its cells and what they were read as, as JSON; empty once it is settled.
  content TEXT NOT NULL,
  state INTEGER NOT NULL,
  -- Whom it was about, as the owner said.
  contact_id INTEGER
) STRICT;
CREATE INDEX held_state ON held (state, reason);
-- ==== held rows: end ====
