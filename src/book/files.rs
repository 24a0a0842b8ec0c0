//! Writing files so that a power cut leaves what was there before, or all of what came after.
//!
//! Every step beside the database's own goes through here, so that the fault suite can record each
//! of them and let each of them fail.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use crate::domain::problem::{BookProblem, FileProblem, Problem};

/// One step on the disk, before it is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileStep<'a> {
    Create(&'a Path),
    Write {
        path: &'a Path,
        at: u64,
        bytes: &'a [u8],
    },
    Sync(&'a Path),
    Rename {
        from: &'a Path,
        to: &'a Path,
    },
    Remove(&'a Path),
    SyncFolder(&'a Path),
}

/// Sees every step before it is taken; what it returns as an error happens instead.
pub type Observer = Arc<dyn Fn(FileStep<'_>) -> io::Result<()> + Send + Sync>;

static OBSERVER: RwLock<Option<Observer>> = RwLock::new(None);

/// Lets `observer` see every step of this process from now on, or nobody.
pub fn observe_files(observer: Option<Observer>) {
    *OBSERVER.write().unwrap_or_else(PoisonError::into_inner) = observer;
}

fn step(step: FileStep<'_>) -> io::Result<()> {
    let observer = OBSERVER
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    observer.map_or(Ok(()), |observer| observer(step))
}

/// How the names of files in the making end.
const ENDING: &str = "part";

/// A file of our own that is being written, readable by its owner only. It goes when it is dropped
/// before it was given its name.
#[derive(Debug)]
pub(super) struct Draft {
    path: PathBuf,
    is_kept: bool,
    /// Locked as long as somebody works on the file: what nobody works on was left by a crash.
    _locked: File,
}

/// Writes into a draft, from some place on.
#[derive(Debug)]
pub(super) struct Appender {
    path: PathBuf,
    file: File,
    at: u64,
}

impl Draft {
    /// Makes an empty file with a name of its own in `folder`, and clears away what a crash left
    /// there of earlier ones.
    pub(super) fn create(folder: &Path, about: &str) -> Result<Self, Problem> {
        sweep(folder, about);
        let mut random = [0; 8];
        getrandom::fill(&mut random)
            .ok()
            .ok_or(BookProblem::KeyDerivation)?;
        let random = u64::from_le_bytes(random);
        let path = folder.join(format!(".{about}.{random:016x}.{ENDING}"));
        let made = step(FileStep::Create(&path)).and_then(|()| private().open(&path));
        let file = made.map_err(|error| Problem::making(&path, &error))?;
        lock(&file);
        Ok(Self {
            path,
            is_kept: false,
            _locked: file,
        })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Goes on writing behind what is there.
    pub(super) fn append(&self) -> Result<Appender, Problem> {
        let file = OpenOptions::new()
            .append(true)
            .open(&self.path)
            .map_err(|error| Problem::file(&self.path, &error))?;
        let at = file
            .metadata()
            .map_err(|error| Problem::file(&self.path, &error))?
            .len();
        Ok(Appender {
            path: self.path.clone(),
            file,
            at,
        })
    }

    /// Gives the file its name, which nothing has yet.
    ///
    /// # Errors
    /// [`FileProblem::Exists`], and what the system says.
    pub(super) fn keep_as_new(self, name: &Path) -> Result<(), Problem> {
        // Nobody else writes here; what two programs do at once the draft's own name decides.
        if name.symlink_metadata().is_ok() {
            return Err(Problem::File {
                path: name.to_owned(),
                kind: FileProblem::Exists,
            });
        }
        self.replace(name)
    }

    /// Gives the file a name, whatever had it.
    pub(super) fn replace(mut self, name: &Path) -> Result<(), Problem> {
        rename(&self.path, name)?;
        self.is_kept = true;
        sync_folder_of(name)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.is_kept {
            std::fs::remove_file(&self.path).ok();
            std::fs::remove_file(super::lock::journal_path(&self.path)).ok();
        }
    }
}

impl Appender {
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let (path, at) = (&self.path, self.at);
        step(FileStep::Write { path, at, bytes })
            .and_then(|()| self.file.write_all(bytes))
            .map_err(|error| Problem::file(path, &error))?;
        self.at += bytes.len() as u64;
        Ok(())
    }

    /// Returns once all of it is on the disk.
    pub(super) fn sync(self) -> Result<(), Problem> {
        step(FileStep::Sync(&self.path))
            .and_then(|()| self.file.sync_all())
            .map_err(|error| Problem::file(&self.path, &error))
    }
}

/// Writes over some bytes of a file that is there, and returns once they are on the disk.
pub(super) fn patch(path: &Path, at: u64, bytes: &[u8]) -> Result<(), Problem> {
    use std::io::Seek as _;
    let write = || {
        let mut file = OpenOptions::new().write(true).open(path)?;
        step(FileStep::Write { path, at, bytes })?;
        file.seek(io::SeekFrom::Start(at))?;
        file.write_all(bytes)?;
        step(FileStep::Sync(path))?;
        file.sync_all()
    };
    write().map_err(|error| Problem::file(path, &error))
}

fn rename(from: &Path, to: &Path) -> Result<(), Problem> {
    step(FileStep::Rename { from, to })
        .and_then(|()| std::fs::rename(from, to))
        .map_err(|error| Problem::file(to, &error))
}

pub(super) fn remove(path: &Path) -> Result<(), Problem> {
    step(FileStep::Remove(path))
        .and_then(|()| std::fs::remove_file(path))
        .map_err(|error| Problem::file(path, &error))
}

/// Removes the drafts in `folder` that nobody works on any more.
pub(super) fn sweep(folder: &Path, about: &str) {
    let start = format!(".{about}.");
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let random = name.strip_prefix(&start).and_then(|rest| {
            rest.strip_suffix(&format!(".{ENDING}"))
                // What the database keeps while it fills the draft.
                .or_else(|| rest.strip_suffix(&format!(".{ENDING}-journal")))
        });
        let is_draft = random.is_some_and(|random| random.len() == 16);
        if is_draft && is_left_over(&entry.path()) {
            std::fs::remove_file(entry.path()).ok();
        }
    }
}

#[cfg(unix)]
fn lock(file: &File) {
    // Where locks are not known, what a crash left stays.
    file.try_lock().ok();
}

#[cfg(unix)]
fn is_left_over(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| file.try_lock().is_ok())
}

/// Locks of Windows would keep the database from writing.
#[cfg(not(unix))]
fn lock(_file: &File) {}

#[cfg(not(unix))]
fn is_left_over(_path: &Path) -> bool {
    false
}

/// Makes the names in the folder of `path` survive a power cut.
pub(super) fn sync_folder_of(path: &Path) -> Result<(), Problem> {
    let folder = path.parent().unwrap_or(Path::new("."));
    step(FileStep::SyncFolder(folder))
        .and_then(|()| sync_folder(folder))
        .map_err(|error| Problem::file(folder, &error))
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some network disks cannot, and keep names safe in their own way.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        synced => synced,
    }
}

/// Windows writes names through by itself and opens no folders.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
