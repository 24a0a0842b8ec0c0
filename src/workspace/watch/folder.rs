//! A folder on the disk: which files have arrived whole, and have not been handed over yet.

use std::collections::HashMap;
use std::fs::Metadata;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest as _, Sha256};

use crate::domain::problem::{FileProblem, ImportProblem, Problem};
use crate::domain::time::Millis;

/// Milliseconds for which size and time of a file must stay the same before it counts as whole.
pub const STILL: u64 = 2_000;
/// Most names that are looked at.
const MAX_ENTRIES: usize = 20_000;
/// How deep folders may lie in each other.
const MAX_DEPTH: usize = 8;

/// How names end that stand beside a file while it is being written, or are ours.
const UNFINISHED: [&str; 9] = [
    ".part",
    ".partial",
    ".crdownload",
    ".download",
    ".opdownload",
    ".tmp",
    ".temp",
    ".haobu",
    ".haobu.lock",
];

/// A watched folder, and what is known of the files in it.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    known: HashMap<PathBuf, Known>,
}

/// A file that has arrived whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    pub path: PathBuf,
    /// Below the watched folder, with slashes.
    pub name: String,
    /// SHA-256 of its bytes.
    pub hash: Vec<u8>,
    stamp: Stamp,
}

/// What one look at the folder found.
#[derive(Debug, Default)]
pub struct Looked {
    /// Files that have not been handed over before, in the order of their names.
    pub arrived: Vec<Arrival>,
    /// Files that cannot be read, each said once.
    pub unreadable: Vec<(String, FileProblem)>,
    /// Files that are still being written, or open in another program.
    pub unfinished: usize,
}

/// What tells that a file was written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
}

#[derive(Clone, Copy, Debug)]
struct Known {
    stamp: Stamp,
    /// Since when it looks as it does.
    since: Millis,
    is_done: bool,
}

impl Stamp {
    fn of(found: &Metadata) -> Self {
        Self {
            size: found.len(),
            modified: found.modified().ok(),
        }
    }
}

impl Arrival {
    /// A single file, as it is now.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of_file(path: &Path, name: String) -> Result<Self, Problem> {
        let fault = |error: std::io::Error| Problem::file(path, &error);
        let stamp = Stamp::of(&std::fs::metadata(path).map_err(fault)?);
        Ok(Self {
            path: path.to_owned(),
            name,
            hash: hash_of(path).map_err(fault)?,
            stamp,
        })
    }

    /// Refuses a file that is no longer what it was when it arrived.
    ///
    /// # Errors
    /// [`ImportProblem::Changed`].
    pub(in crate::workspace) fn must_be_unchanged(&self) -> Result<(), Problem> {
        let now = std::fs::metadata(&self.path).ok();
        if now.is_some_and(|found| Stamp::of(&found) == self.stamp) {
            Ok(())
        } else {
            Err(ImportProblem::Changed.into())
        }
    }
}

impl Folder {
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            known: HashMap::new(),
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it is called.
    pub fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or(self.path.as_os_str());
        name.to_string_lossy().into_owned()
    }

    /// Looks once; a file is whole when two looks, far enough apart, find it the same.
    ///
    /// # Errors
    /// When the folder itself cannot be looked into.
    pub fn look(&mut self, now: Millis) -> Result<Looked, Problem> {
        let mut files = HashMap::new();
        let mut seen = 0;
        list(&self.path, 0, &mut seen, &mut files)?;
        self.known.retain(|path, _| files.contains_key(path));
        let mut paths: Vec<&PathBuf> = files.keys().collect();
        paths.sort();
        let mut looked = Looked::default();
        for path in paths {
            let Some(stamp) = files.get(path).copied() else {
                continue;
            };
            let known = self.known.entry(path.clone()).or_insert(Known {
                stamp,
                since: now,
                is_done: false,
            });
            if known.stamp != stamp {
                *known = Known {
                    stamp,
                    since: now,
                    is_done: false,
                };
            }
            if known.is_done {
                continue;
            }
            let is_still = now.0.abs_diff(known.since.0) >= STILL;
            if !is_still || stamp.size == 0 || is_open_elsewhere(path) {
                looked.unfinished += 1;
                continue;
            }
            let name = name_below(&self.path, path);
            match Arrival::of_file(path, name) {
                Ok(arrival) if arrival.stamp == stamp => {
                    known.is_done = true;
                    looked.arrived.push(arrival);
                }
                // Somebody wrote to it this very moment.
                Ok(_) => looked.unfinished += 1,
                Err(Problem::File { kind, .. }) => {
                    known.is_done = true;
                    let name = name_below(&self.path, path);
                    looked.unreadable.push((name, kind));
                }
                Err(problem) => return Err(problem),
            }
        }
        Ok(looked)
    }

    /// Whether the last look found a file there.
    pub fn has(&self, path: &Path) -> bool {
        self.known.contains_key(path)
    }

    /// Hands a file over once more with the next look that finds it still.
    pub fn again(&mut self, path: &Path) {
        if let Some(known) = self.known.get_mut(path) {
            known.is_done = false;
        }
    }
}

fn name_below(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path).components();
    let parts = below.map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

fn list(
    folder: &Path,
    depth: usize,
    seen: &mut usize,
    files: &mut HashMap<PathBuf, Stamp>,
) -> Result<(), Problem> {
    let fault = |error: std::io::Error| Problem::file(folder, &error);
    for entry in std::fs::read_dir(folder).map_err(fault)? {
        *seen += 1;
        if *seen > MAX_ENTRIES {
            return Err(ImportProblem::TooMuchInside.into());
        }
        let path = entry.map_err(fault)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if is_beside(&name) {
            continue;
        }
        // Links may lead anywhere; what went away meanwhile is not there.
        let Ok(found) = std::fs::symlink_metadata(&path) else {
            continue;
        };
        if found.is_file() {
            files.insert(path, Stamp::of(&found));
        } else if found.is_dir() && depth < MAX_DEPTH {
            // A folder in it that is closed to us keeps nothing else out.
            list(&path, depth + 1, seen, files).or_else(|problem| match problem {
                Problem::File { .. } => Ok(()),
                other => Err(other),
            })?;
        }
    }
    Ok(())
}

/// Whether it is no file of its own: hidden, a lock, a download on its way, one of our books.
fn is_beside(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with('.')
        || name.starts_with("~$")
        || lower.ends_with(".backups")
        || ["thumbs.db", "desktop.ini", "__macosx"].contains(&lower.as_str())
        || UNFINISHED.iter().any(|ending| lower.ends_with(ending))
}

/// Whether a lock or a download stands beside it.
fn is_open_elsewhere(path: &Path) -> bool {
    let Some(name) = path.file_name() else {
        return false;
    };
    let name = name.to_string_lossy();
    let locks = [format!("~${name}"), format!(".~lock.{name}#")];
    let downloads = [".part", ".crdownload", ".download"].map(|ending| format!("{name}{ending}"));
    let mut beside = locks.iter().chain(&downloads);
    beside.any(|other| path.with_file_name(other).symlink_metadata().is_ok())
}

fn hash_of(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut file = std::fs::File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 256 << 10];
    loop {
        let length = file.read(&mut buffer)?;
        match buffer.get(..length) {
            Some([]) | None => return Ok(hasher.finalize().to_vec()),
            Some(read) => hasher.update(read),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_files_is_no_file() {
        let check = |name: &str, expected: bool| assert_eq!(is_beside(name), expected, "{name}");
        check("六月.xlsx", false);
        check("~$六月.xlsx", true);
        check(".~lock.六月.ods#", true);
        check("六月.csv.part", true);
        check("Unconfirmed 1.CRDOWNLOAD", true);
        check("花店.haobu", true);
        check("花店.backups", true);
        check("part.csv", false);
    }
}
