//! The one place with `unsafe`: handing the raw key to `SQLCipher` without a copy in SQL text.
#![expect(
    unsafe_code,
    reason = "sqlite3_key has no safe binding, and PRAGMA key would leave the key in SQL text"
)]

use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, ffi};

/// One at a time: connections of several threads that were the first of the process to get a key
/// were seen to be refused it, rarely.
static KEYING: Mutex<()> = Mutex::new(());

/// Gives `connection` its key, in the form `x'…'` (64 hex digits of key, 32 of salt).
///
/// Must come before anything is read. Returns `SQLite`'s result code, 0 for done; a wrong key shows
/// only at the first read.
pub(super) fn set_key(connection: &mut Connection, key_literal: &[u8; 99]) -> i32 {
    let _alone = KEYING.lock().unwrap_or_else(PoisonError::into_inner);
    // SAFETY: the handle is valid while `connection` is borrowed, and the pointer and length
    // describe a live buffer of 99 bytes that SQLCipher copies before it returns.
    unsafe { ffi::sqlite3_key(connection.handle(), key_literal.as_ptr().cast(), 99) }
}
