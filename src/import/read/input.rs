//! Bytes to read: a file, or what was in an archive.

use std::fmt;
use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use sha2::{Digest as _, Sha256};

use crate::domain::problem::Problem;

/// Where bytes come from; opened as often as they are read.
#[derive(Clone)]
pub(in crate::import) struct Input {
    path: PathBuf,
    /// What it is called inside of an archive, and what was in there.
    inside: Option<(String, Arc<[u8]>)>,
}

/// What tells that bytes were written anew: size and time of a file.
pub(super) type Stamp = Option<(u64, Option<SystemTime>)>;

/// Opened bytes.
pub(super) enum Stream {
    File(File),
    Memory(Cursor<Arc<[u8]>>),
}

impl Input {
    pub(in crate::import) fn file(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            inside: None,
        }
    }

    /// Something that was in the archive `path`.
    pub(super) fn inside(path: &Path, name: String, bytes: Vec<u8>) -> Self {
        Self {
            path: path.to_owned(),
            inside: Some((name, bytes.into())),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it should be an archive: workbooks are archives, too, and a damaged one does not
    /// tell what it was.
    pub(super) fn is_called_zip(&self) -> bool {
        let name = self.inner_name().map_or(self.path.as_path(), Path::new);
        name.extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
    }

    /// What is in memory, if it is.
    fn inner_name(&self) -> Option<&str> {
        self.inside.as_ref().map(|(name, _)| name.as_str())
    }

    pub(super) fn open(&self) -> Result<Stream, Problem> {
        match &self.inside {
            Some((_, bytes)) => Ok(Stream::Memory(Cursor::new(Arc::clone(bytes)))),
            None => File::open(&self.path)
                .map(Stream::File)
                .map_err(|error| self.fault(&error)),
        }
    }

    /// Nothing for what is in memory, or is not there any more.
    pub(super) fn stamp(&self) -> Stamp {
        if self.inside.is_some() {
            return None;
        }
        let found = std::fs::metadata(&self.path).ok()?;
        Some((found.len(), found.modified().ok()))
    }

    /// SHA-256 of the bytes.
    pub(in crate::import) fn hash(&self) -> Result<Vec<u8>, Problem> {
        let mut stream = self.open()?;
        let mut hasher = Sha256::new();
        let mut buffer = vec![0; 256 << 10];
        loop {
            let length = stream
                .read(&mut buffer)
                .map_err(|error| self.fault(&error))?;
            match buffer.get(..length) {
                Some([]) | None => return Ok(hasher.finalize().to_vec()),
                Some(read) => hasher.update(read),
            }
        }
    }

    /// What to say when reading fails.
    pub(super) fn fault(&self, error: &std::io::Error) -> Problem {
        Problem::file(&self.path, error)
    }
}

/// Says where, and never what.
impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut told = f.debug_struct("Input");
        told.field("path", &self.path);
        if let Some(name) = self.inner_name() {
            told.field("name", &name);
        }
        told.finish_non_exhaustive()
    }
}

impl Stream {
    /// How many bytes there are.
    pub(super) fn size(&self) -> std::io::Result<u64> {
        match self {
            Self::File(file) => Ok(file.metadata()?.len()),
            Self::Memory(cursor) => Ok(cursor.get_ref().len() as u64),
        }
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Memory(cursor) => cursor.read(buffer),
        }
    }
}

impl Seek for Stream {
    fn seek(&mut self, place: SeekFrom) -> std::io::Result<u64> {
        match self {
            Self::File(file) => file.seek(place),
            Self::Memory(cursor) => cursor.seek(place),
        }
    }
}
