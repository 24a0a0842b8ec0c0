//! Where a command reads and writes, so that tests can stand in for a terminal.

use std::io::{BufRead, Write};

use super::Failure;
use crate::i18n::Language;

/// The streams of a command and the language it speaks.
pub struct Console<'a> {
    pub language: Language,
    /// Whether progress may be drawn on the error stream.
    pub show_progress: bool,
    pub(super) input: Box<dyn BufRead + 'a>,
    out: Box<dyn Write + 'a>,
    err: Box<dyn Write + 'a>,
    reader_is_gone: bool,
}

impl<'a> Console<'a> {
    pub fn new(
        language: Language,
        input: Box<dyn BufRead + 'a>,
        out: Box<dyn Write + 'a>,
        err: Box<dyn Write + 'a>,
    ) -> Self {
        Self {
            language,
            show_progress: false,
            input,
            out,
            err,
            reader_is_gone: false,
        }
    }

    /// Writes one line of the result.
    pub(super) fn line(&mut self, text: &str) -> Result<(), Failure> {
        writeln!(self, "{text}").map_err(Failure::Output)
    }

    /// Says something to the user, beside the result.
    pub(super) fn say(&mut self, text: &str) {
        // Where both streams end in one place, they keep their order. What cannot be written now
        // cannot be at the end either, and is told then.
        self.out.flush().ok();
        // When even this cannot be written there is nobody left to tell.
        writeln!(self.err, "{text}").ok();
    }

    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        Write::flush(self).map_err(Failure::Output)
    }

    /// Whether the result was cut off by its reader, as `head` does.
    pub(super) const fn reader_is_gone(&self) -> bool {
        self.reader_is_gone
    }

    fn noting<T>(&mut self, done: std::io::Result<T>) -> std::io::Result<T> {
        if let Err(error) = &done
            && error.kind() == std::io::ErrorKind::BrokenPipe
        {
            self.reader_is_gone = true;
        }
        done
    }
}

/// The result's stream.
impl Write for Console<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let done = self.out.write(bytes);
        self.noting(done)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        let done = self.out.flush();
        self.noting(done)
    }
}

impl std::fmt::Debug for Console<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Console")
            .field("language", &self.language)
            .field("show_progress", &self.show_progress)
            .finish_non_exhaustive()
    }
}
