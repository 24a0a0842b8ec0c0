-- Schema v1, which every book starts from; schema-2.sql and so on bring it up to date. Ids are never reused (see `counter`). Times are UTC milliseconds.
-- A child's id is contact << 20 | ordinal, so that a contact's children lie side by side.

CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
-- The next id of every kind of row.
CREATE TABLE counter (name TEXT PRIMARY KEY, next INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL,
  name TEXT NOT NULL,
  company TEXT NOT NULL,
  notes TEXT NOT NULL,
  created INTEGER NOT NULL,
  source_id INTEGER,
  batch_id INTEGER,
  next_child INTEGER NOT NULL
) STRICT;
CREATE TABLE number (
  id INTEGER PRIMARY KEY,
  raw TEXT NOT NULL,
  e164 INTEGER,
  status INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  region TEXT,
  ext TEXT NOT NULL,
  label TEXT NOT NULL
) STRICT;
CREATE TABLE email (id INTEGER PRIMARY KEY, addr TEXT NOT NULL, label TEXT NOT NULL) STRICT;
CREATE TABLE address (
  id INTEGER PRIMARY KEY,
  country TEXT NOT NULL,
  province TEXT NOT NULL,
  city TEXT NOT NULL,
  street TEXT NOT NULL,
  postcode TEXT NOT NULL
) STRICT;
-- id = contact << 20 | tag
CREATE TABLE contact_tag (id INTEGER PRIMARY KEY) STRICT;
-- id = contact << 20 | field
CREATE TABLE field_value (id INTEGER PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE purchase (
  id INTEGER PRIMARY KEY,
  order_no TEXT NOT NULL,
  at INTEGER,
  amount_cents INTEGER,
  item TEXT NOT NULL,
  status TEXT NOT NULL,
  recipient_name TEXT NOT NULL,
  recipient_phone TEXT NOT NULL,
  recipient_address TEXT NOT NULL
) STRICT;
-- id = contact << 20 | segment
CREATE TABLE segment_override (id INTEGER PRIMARY KEY, included INTEGER NOT NULL) STRICT;

CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind INTEGER NOT NULL,
  -- What the owner stated: how, with which words and where the proof is kept.
  method TEXT NOT NULL,
  wording TEXT NOT NULL,
  proof TEXT NOT NULL
) STRICT;
CREATE TABLE field_def (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL, purpose TEXT NOT NULL) STRICT;
CREATE TABLE segment (id INTEGER PRIMARY KEY, name TEXT NOT NULL, filter TEXT NOT NULL) STRICT;
CREATE TABLE import_batch (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  file_hash BLOB NOT NULL,
  at INTEGER NOT NULL,
  settings TEXT NOT NULL
) STRICT;

-- Append-only from here on.
CREATE TABLE notice (
  id INTEGER PRIMARY KEY,
  op_id INTEGER NOT NULL,
  language TEXT NOT NULL,
  version TEXT NOT NULL,
  wording TEXT NOT NULL
) STRICT;
CREATE TABLE consent_event (
  id INTEGER PRIMARY KEY,
  op_id INTEGER NOT NULL,
  contact_id INTEGER NOT NULL,
  -- The point it hangs on; both NULL: the person.
  e164 INTEGER,
  email TEXT,
  -- NULL: every channel, every purpose.
  channel INTEGER,
  purpose INTEGER,
  kind INTEGER NOT NULL,
  at INTEGER NOT NULL,
  grade INTEGER NOT NULL,
  method INTEGER NOT NULL,
  batch_id INTEGER,
  row INTEGER,
  notice_id INTEGER,
  note TEXT,
  -- For compensations: the op whose events no longer count, or count again.
  target INTEGER
) STRICT;
-- Keyed hashes of points that must never be contacted or brought in again.
CREATE TABLE suppression (id INTEGER PRIMARY KEY, op_id INTEGER NOT NULL, hash BLOB NOT NULL, channel INTEGER, reason INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE op (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  subject TEXT NOT NULL,
  added INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  events INTEGER NOT NULL,
  target INTEGER,
  -- Digest of the changes, events and notices this op wrote, and the chain over both.
  digest BLOB NOT NULL,
  hmac BLOB NOT NULL
) STRICT;
CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  op_id INTEGER NOT NULL,
  entity INTEGER NOT NULL,
  action INTEGER NOT NULL,
  first_id INTEGER NOT NULL,
  last_id INTEGER NOT NULL,
  -- Compressed images of the rows as they were; NULL for inserts.
  images BLOB
) STRICT;

CREATE INDEX change_op ON change (op_id);
CREATE INDEX consent_compensation ON consent_event (target) WHERE target IS NOT NULL;
CREATE UNIQUE INDEX suppression_hash ON suppression (hash, channel);
