//! Haobu 号簿: bring any customer spreadsheet; leave with a clean, de-duplicated list in which every
//! "may I text this person?" has a provable answer — offline, in one encrypted file.
//!
//! # The map of the house
//!
//! | room | what it does | whom it may call |
//! | --- | --- | --- |
//! | [`domain`] | pure values and rules: contacts, numbers, consent, filters, ops, problems | nobody |
//! | [`book`] | the encrypted file; the only room that speaks to the database | `domain` |
//! | [`roster`] | the whole list in memory, as columns: search, filter, sort, counts | `domain` |
//! | [`import`] | bytes → rows → drafts → plan | `domain` |
//! | [`export`] | contacts → CSV, XLSX, vCard, JSON | `domain` |
//! | [`workspace`] | an opened book with its list; the only room that joins the others | the five above |
//! | [`i18n`] | languages; every sentence a user sees | `domain` |
//! | [`cli`] | one file per command | `workspace`, `i18n`, `domain` |
//! | [`ui`] | the window; the only room that draws | `workspace`, `i18n`, `domain` |
//!
//! `tests/tidy.rs` reads the sources and fails when a room calls one it may not, when `domain`
//! touches a file or a clock, or when a sentence is made anywhere but in `i18n`.
//!
//! Data moves one way: a file goes through [`import`] and becomes an op; [`book::Book::transact`]
//! commits the op and returns [`domain::op::Changes`]; the [`roster`] takes them over; lists and
//! files are made from what the roster finds. There is no second way in or out.
//!
//! # Invariants
//!
//! * Every write is inside [`book::Book::transact`]: one transaction, one entry of the log, one step
//!   of undo, whatever its size. Undo is itself an op.
//! * Undo puts back the original of every row an op touched, kept compressed in `change`. Each row
//!   is kept once per op, so the order of putting back does not matter. Inserts are kept as ranges
//!   of ids. Ids are never given twice, not even after an undo.
//! * Consent events are never changed or deleted; an undo adds a compensation. A badge is a fold
//!   ([`domain::consent::fold`]) over events and the clock, never a stored truth. Events hang on
//!   numbers and addresses, so a refusal follows the number to whoever shares or re-imports it.
//! * An import never turns a negative into a positive, and every row of a file ends in exactly one
//!   named bucket.
//! * A row that matches several people or contradicts is kept in the book, with all that is needed
//!   to settle it, until the owner decides; the same file once more changes nothing.
//! * A decision made while a list is walked through one by one is one op with what it does to the
//!   contact: undo takes back both.
//! * What is ambiguous is flagged, never guessed silently; the cell as written stays beside the
//!   number it was read as.
//! * After any ops the roster answers like one loaded afresh.
//! * A list that left to be edited overwrites nothing when it comes back: each cell is compared with
//!   what it was when it left ([`domain::roundtrip`]) and with what the book has by now, what a
//!   spreadsheet damaged is no edit, and only what the owner ticks goes in, as one op.
//! * A file is never deleted or overwritten in answer to an error.
//! * Nothing below `i18n` makes a sentence: rooms return [`domain::problem::Problem`].
//!
//! # Files of strangers
//!
//! Every file is taken apart by a process of its own (`import/read/apart`), this same program started
//! with `__read`: it may use so much memory, so much time, no new files. Records come through a pipe
//! in chunks, several of them on their way while one is worked with, and every length is checked on
//! arrival. A reader that dies is a problem of the file. Here, one thread cleans the records and works
//! out by what each row is recognised, ahead of the one that decides and writes. Without a program to
//! start (in tests of single readers) files are read where they are asked for.
//!
//! A kind of file is a reader in `import/read`; a known exporter is one data file in
//! `assets/presets`. A folder or an archive is one wide table of all its files.
//!
//! # Watched folders
//!
//! Files that arrive in a folder come in by themselves while the book is open
//! ([`workspace::watch`]). A thread of its own looks at the folder, waits until a file is whole, and
//! looks into it; the owner of the book brings it in, and keeps in the same transaction that the
//! file with these bytes is done with. An undo does not forget that. Settings come from the last
//! file with the same heads; where there are none, or they cannot hold for another file, it waits.
//! Which folder is watched is remembered on this computer, beside where backups go.
//!
//! # The file
//!
//! `SQLCipher` 4. The key is Argon2id of the passphrase; the file's first 16 bytes are its salt, and
//! their first byte is the number of the Argon2 profile ([`book::KdfProfile`]). The key goes through
//! the C API from a buffer that is wiped, and is checked against the first page's HMAC before the
//! database may touch the file: a wrong passphrase changes no byte, even where a crash left a
//! journal to roll back.
//!
//! Every setting of the connection is read back, and a book refuses to open when one did not take:
//! rollback journal `TRUNCATE` with `synchronous=FULL` (the default `DELETE` journal can lose the
//! last commit in a power cut; a WAL book that is copied without its `-wal` file is empty, and goes
//! on writing after the file was moved), `locking_mode=NORMAL` (so a moved file is noticed),
//! `temp_store=MEMORY`, `secure_delete`, no trusted schema, `DEFENSIVE`. One writer at a time, by an
//! OS lock on `NAME.haobu.lock`; files are 0600. A 0-byte, cut, plain or foreign file is refused by
//! name.
//!
//! Ops are chained: each entry's HMAC covers the entry before it and a digest of the changes,
//! consent events and notices it wrote, under a key kept in the book. `check` finds any change made
//! by another tool that does not rebuild the whole chain with that key, and, by the remembered head,
//! a log whose end was cut off.
//!
//! A book of an older version is brought up to date when it is opened for writing, in one
//! transaction, and looked at through views when it is opened for reading. A fresh book goes through
//! the same steps, so the two cannot differ.
//!
//! A child's id (number, address, purchase, tag of a contact …) is `contact << 20 | ordinal`, so the
//! parts of a contact lie side by side and are read without an index. Five other indexes find numbers,
//! addresses and events; an op that changes a tenth of what one covers drops it, and makes it again
//! at its end, inside the same transaction.
//!
//! Rows that an op inserts wait in memory until there are many of a table, and go in with one
//! statement that reads them through a virtual table. Nothing in an op reaches the database but
//! through the connection that lets them in first, so no reader can miss one.
//!
//! # Ways to the key
//!
//! The passphrase always opens the book. A change of passphrase is a copy under a new salt and key,
//! proved and then renamed over the book ([`book::Book::change_key`]); what is killed on the way
//! leaves the old file and a hidden `.NAME.haobu.rekey.….part`, which the next writer removes. The
//! book keeps the salts it had before, so that older copies are known for what they are; a backup is
//! made right after; and a left-over journal of another key is never rolled back.
//!
//! The recovery code ([`book::RecoveryCode`]) is an age identity in 24 words: 251 bits and a checksum
//! word that no wrong word and no two words in each other's place pass. The book keeps its public
//! half, so that each new key is sealed to it without the paper: into backups, and into
//! `keys/SALT.recovery` beside the settings. The printed page also says it in age's own writing, with
//! the lines that open a backup by stock tools (`assets/recipes`, followed by `tests/stock_tools.rs`).
//!
//! A remembered key is sealed with XChaCha20-Poly1305 into `keys/SALT.remembered`, bound to the
//! salt; the sealing key is in the keyring of the system, which is asked on a thread of its own and
//! given up after 2.5 s ([`workspace::keys`]). Whoever has the account has both: remembering is off
//! until it is asked for.
//!
//! # Backups
//!
//! A backup is a snapshot (`VACUUM INTO`: encrypted, under the same key) with an end that seals it
//! (`book/backup/seal.rs` has the format), restored for trial before it gets its name. It opens like
//! any book, for reading. `haobu backup` writes into `NAME.backups` beside the book when nothing else
//! is said; 7 recent ones stay, 4 weekly and 12 monthly, counted by number and not by the clock. A
//! restore makes a new file, checks it, and only then takes the book's place; what was there is kept
//! as `NAME.before-restore.haobu`.
//!
//! # The window
//!
//! Three threads. One draws ([`ui::App`]); one owns the book and does what it is told in order, so
//! that no command is lost; one answers questions to the list, of which only the latest to each
//! place counts ([`workspace::Session`]). The drawing thread never waits: it shows the last answer
//! until the next one is there, and is woken when there is something new, so that a window in which
//! nothing happens draws nothing. A command that breaks by a fault of ours closes the book, which
//! takes back what was half done. Backups that are tried out, the watched folder and the keyring have
//! threads of their own beside these.
//!
//! The text of the filter is the one answer to "who is shown": chips, ticks, heads, segments and the
//! search box edit it or add to it. Screens are handed shared references ([`ui::AppContext`]) and
//! send [`ui::Action`]s, carried out once the frame is drawn. Menus, shortcuts and the palette are
//! all made from [`ui::Command`].
//!
//! Locking closes the file, overwrites the list, and drops every screen with what it held, the
//! undo buffers of text fields and our clipboard. Settings lie outside the book and hold nothing
//! personal.
//!
//! Colours, sizes and fonts are in `ui/theme`, where tests measure the contrast of every pair that
//! is used; `ui/widgets` knows nothing of contacts. `tests/ui` drives the real window by names and
//! keys. `HAOBU_PICTURES=FOLDER TZ=Asia/Shanghai cargo test --test ui screens::` writes a picture of
//! every screen in every look.
//!
//! # The command line
//!
//! Names and shapes are a contract, kept by `tests/cli_contract.rs`.
//!
//! ```text
//! haobu | haobu BOOK
//! haobu demo
//! haobu new BOOK [--kdf 1..5]
//! haobu import BOOK FILE --source TEXT --source-kind KIND [--country CN] [--preset NAME]
//!              [--map COL=FIELD]… [--encoding E] [--delimiter D] [--sheet NAME] [--header yes|no]
//!              [--policy skip|fill|update|add] [--match number,email,ref,name+birthday]
//!              [--keep COL]… [--recipient delivery|contact] [--rejects FILE] [--dry-run] [--json]
//! haobu import BOOK --watch FOLDER [--once] [--source TEXT --source-kind KIND] [as above] [--json]
//! haobu list BOOK [--filter EXPR] [--sort COL] [--columns A,B] [--format table|csv|json] [--limit N]
//! haobu export BOOK FILE [--filter EXPR] [--columns A,B] [--for CHANNEL.PURPOSE]
//!              [--format csv|xlsx|vcard|json] [--vcard 3.0|4.0]
//! haobu stats BOOK [--json]
//! haobu undo BOOK | haobu redo BOOK
//! haobu log BOOK [--json]
//! haobu check BOOK [--json]
//! haobu passphrase BOOK [--new-passphrase-file FILE] [--kdf 1..5] [--json]
//! haobu recover BOOK [--from FILE] [--code-file FILE] [--new-passphrase-file FILE] [--kdf 1..5]
//!               [--json]
//! haobu recover BOOK --new-code PAGE [--json] | haobu recover BOOK --check [--code-file FILE]
//! haobu recover BACKUP --age-key FILE [--code-file FILE] [--json]
//! haobu backup BOOK [--to FOLDER] [--json]
//! haobu restore BACKUP BOOK [--replace-other-book] [--json]
//! haobu verify BOOK|BACKUP [--json]
//! haobu phone [--country CN] [--json]
//! haobu sample ROWS FILE [--seed N]
//! ```
//!
//! Without a command the window opens, on BOOK when one is given. `demo` opens it on a sample book
//! in a temporary folder, and says `ready rows=N ms=M` on the standard error once the list is drawn.
//! Where there is no display both end with 1.
//!
//! `import --watch` brings in every file that is in FOLDER or arrives there, each once, whatever it is
//! called, until Ctrl-C; with `--once`, what is there now. All of them come in as the options say, or
//! without a source as the book remembers for files with the same heads. What is not known waits for
//! the owner. A file is taken once its size and time have stayed the same for two seconds. With
//! `--json` each file is one line: `{"at","file","end","rows","new",…,"rejects":[{"row","reason"}]}`,
//! or `{"at","file","end","why"}`; `end` is one of `imported waiting failed`. It ends with 1 where a
//! file failed, with 3 where rows were rejected or a file waits.
//!
//! KIND is one of `web_form shop event marketplace partner purchased other`. The passphrase comes
//! from a prompt, `--passphrase-file` or `HAOBU_PASSPHRASE`, never from an argument; a new one likewise
//! from `--new-passphrase-file` or `HAOBU_NEW_PASSPHRASE`, a recovery code from `--code-file` or
//! `HAOBU_RECOVERY_CODE`. Results go to
//! the standard output, progress and messages to the standard error. Exit codes: 0 done, 1 failed,
//! 2 bad arguments, 3 done but some rows were rejected or a file of a folder is damaged, 4 wrong
//! passphrase or damaged book. Of a folder or an archive, `import --json` also tells each file.

pub mod book;
pub mod cli;
pub mod domain;
pub mod export;
pub mod i18n;
pub mod import;
pub mod roster;
pub mod ui;
pub mod workspace;
