-- Version 3: lists that are walked through one by one, lists that went out of the house, and how
-- files with the same heads came in before.
CREATE TABLE review (id INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
-- id = review << 32 | place in the list. A decision of 0: not looked at yet.
CREATE TABLE review_item (id INTEGER PRIMARY KEY, contact_id INTEGER NOT NULL, decision INTEGER NOT NULL) STRICT;
-- Append-only. What left the house cannot be undone.
CREATE TABLE export_list (
  -- The op that wrote the file.
  op_id INTEGER PRIMARY KEY,
  file_name TEXT NOT NULL,
  format TEXT NOT NULL,
  columns TEXT NOT NULL,
  -- NULL: for the owner's own use.
  channel INTEGER,
  purpose INTEGER,
  -- The ids of all who are in it, as a serialised Roaring treemap.
  contacts BLOB NOT NULL
) STRICT;
-- The settings of the last import of each kind of file, by the hash of its heads.
CREATE TABLE import_profile (signature BLOB PRIMARY KEY, settings TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
