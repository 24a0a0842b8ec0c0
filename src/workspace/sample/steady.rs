//! Keeps a full disk from ending the program inside the Excel writer.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use rust_xlsxwriter::XlsxError;

thread_local! {
    static WATCHED: Cell<bool> = const { Cell::new(false) };
}

/// Runs work of the Excel writer. In constant memory it writes rows to a temporary file and panics
/// when the disk does not take them; that becomes the error it should have been, without the
/// report that a panic prints.
///
/// # Errors
/// What `work` returns; a full disk where it panics.
pub(super) fn steady<T>(work: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, XlsxError> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !WATCHED.get() {
                usual(panic);
            }
        }));
    });
    WATCHED.set(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    WATCHED.set(false);
    done.unwrap_or_else(|_| Err(std::io::Error::from(std::io::ErrorKind::StorageFull).into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_full_disk() {
        assert_eq!(steady(|| Ok(7)).ok(), Some(7));
        let failed: Result<(), XlsxError> = steady(|| std::panic::panic_any("no room"));
        assert!(matches!(failed, Err(XlsxError::IoError(error))
            if error.kind() == std::io::ErrorKind::StorageFull));
    }
}
