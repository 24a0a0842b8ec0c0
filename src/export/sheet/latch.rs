//! A writer that keeps its first error and swallows all that comes after.
//!
//! The ZIP library writes once more when it is dropped, and prints what goes wrong then.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// A writer that never fails; what went wrong is told by [`Wrong`].
pub(super) struct Latch<W> {
    out: W,
    failed: bool,
    wrong: Wrong,
}

/// The first error of a [`Latch`].
#[derive(Clone, Default)]
pub(super) struct Wrong(Arc<Mutex<Option<io::Error>>>);

impl<W> Latch<W> {
    pub(super) fn new(out: W) -> (Self, Wrong) {
        let wrong = Wrong::default();
        (
            Self {
                out,
                failed: false,
                wrong: wrong.clone(),
            },
            wrong,
        )
    }

    pub(super) fn into_inner(self) -> W {
        self.out
    }

    fn noting(&mut self, done: io::Result<()>) {
        if let Err(error) = done {
            self.failed = true;
            *self.wrong.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
        }
    }
}

impl Wrong {
    /// The error, once.
    pub(super) fn check(&self) -> io::Result<()> {
        match self.0.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }
}

impl<W: Write> Write for Latch<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.failed {
            let done = self.out.write_all(bytes);
            self.noting(done);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.failed {
            let done = self.out.flush();
            self.noting(done);
        }
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    /// Has room for so many bytes.
    struct Disk(usize);

    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            let taken = bytes.len().min(self.0);
            self.0 -= taken;
            Ok(taken)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn the_first_error_is_told_once_and_nothing_fails_after_it() {
        let (mut latch, wrong) = Latch::new(Disk(3));
        latch.write_all(b"ab").unwrap();
        wrong.check().unwrap();
        latch.write_all(b"cd").unwrap();
        latch.write_all(b"ef").unwrap();
        latch.flush().unwrap();
        let told = wrong.check().unwrap_err();
        assert_eq!(told.kind(), io::ErrorKind::StorageFull);
        wrong.check().unwrap();
    }
}
