//! What only the library itself can be asked for: its setting for memory, and to take the raw key
//! without a copy in SQL text.
#![expect(
    unsafe_code,
    reason = "neither call has a safe binding, and PRAGMA key would leave the key in SQL text"
)]

use std::sync::Once;

use rusqlite::{Connection, ffi};

/// `SQLite` says that it is ready before it lets `SQLCipher` make itself ready: whoever opens a
/// connection on another thread in that very moment is refused its key.
static STARTED: Once = Once::new();

/// Opens the first connection of the process while everybody else waits. To be called before any
/// other is opened.
pub(super) fn start() {
    STARTED.call_once(|| {
        // SAFETY: nothing of SQLite runs yet, as this asks for, and the option takes one integer.
        // It stops counting every piece of memory under a lock, which nobody reads. Refused, it
        // only counts on.
        let _ = unsafe { ffi::sqlite3_config(ffi::SQLITE_CONFIG_MEMSTATUS, 0_i32) };
        // Should even this one fail, the next one says why.
        drop(Connection::open_in_memory());
    });
}

/// Gives `connection` its key, in the form `x'…'` (64 hex digits of key, 32 of salt).
///
/// Must come before anything is read. Returns `SQLite`'s result code, 0 for done; a wrong key shows
/// only at the first read.
pub(super) fn set_key(connection: &mut Connection, key_literal: &[u8; 99]) -> i32 {
    // SAFETY: the handle is valid while `connection` is borrowed, and the pointer and length
    // describe a live buffer of 99 bytes that SQLCipher copies before it returns.
    unsafe { ffi::sqlite3_key(connection.handle(), key_literal.as_ptr().cast(), 99) }
}
