//! Whether there is room for a copy of the book, asked before it is begun: a disk that fills up on the
//! way is refused just as well, but later and without saying how much is missing.

use std::path::Path;

use crate::domain::problem::{FileProblem, Problem};

/// For what stands beside the copy: the end of a backup, a journal, the folder's own growth.
const SPARE: u64 = 1 << 20;

/// Refuses when so many bytes do not fit into these folders, of which several may be on one disk.
/// Nothing is said of a folder that is not there, or of a system that does not tell.
///
/// # Errors
/// [`FileProblem::NoRoom`] for the first folder on a disk that is too full.
pub(super) fn check(needs: &[(&Path, u64)]) -> Result<(), Problem> {
    for (folder, _) in needs {
        let disk = disk(folder);
        let together = (needs.iter())
            .filter(|(other, _)| other == folder || (disk.is_some() && self::disk(other) == disk))
            .fold(SPARE, |sum, (_, bytes)| sum.saturating_add(*bytes));
        let missing = available(folder).map_or(0, |room| together.saturating_sub(room));
        if missing > 0 {
            return Err(Problem::File {
                path: (*folder).to_owned(),
                kind: FileProblem::NoRoom { missing },
            });
        }
    }
    Ok(())
}

/// The length of the file at `path`, without touching it; 0 when there is none.
pub(super) fn length(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |metadata| metadata.len())
}

#[cfg(unix)]
fn disk(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt as _;
    Some(std::fs::metadata(folder).ok()?.dev())
}

#[cfg(not(unix))]
fn disk(_folder: &Path) -> Option<u64> {
    None
}

#[cfg(unix)]
fn available(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    // Disks that do not know how large they are say 0.
    (disk.f_blocks > 0).then(|| disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn available(_folder: &Path) -> Option<u64> {
    None
}

#[cfg(all(test, unix))]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_says_how_much_is_missing_and_where() {
        let folder = tempfile::tempdir().unwrap();
        let (here, room) = (folder.path(), available(folder.path()).unwrap());
        let missing = |needs: &[(&Path, u64)]| match check(needs) {
            Ok(()) => 0,
            Err(Problem::File {
                path,
                kind: FileProblem::NoRoom { missing },
            }) => {
                assert_eq!(path, here);
                missing
            }
            Err(other) => panic!("{other:?}"),
        };
        assert_eq!(missing(&[(here, 0)]), 0);
        let far = 1 << 50;
        // Others fill and free the disk meanwhile.
        let near = |found: u64, expected: u64| found.abs_diff(expected) < 1 << 40;
        assert!(near(missing(&[(here, room + far)]), far));
        let beside = here.join("beside");
        std::fs::create_dir(&beside).unwrap();
        let both = [(here, far), (beside.as_path(), far)];
        assert!(near(missing(&both), 2 * far - room));
        assert_eq!(missing(&[(&here.join("not there"), u64::MAX)]), 0);
    }
}
