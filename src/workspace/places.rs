//! Places on the disk: what stands at a path, where documents are kept, what a typed path means.
//!
//! These ask the disk and may take as long as it does; windows ask from a thread of their own.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use crate::domain::problem::{FileProblem, Problem};

/// Checks that there is a file that can be read.
///
/// # Errors
/// That it is missing, is a folder, or may not be read.
pub fn readable_file(path: &Path) -> Result<(), Problem> {
    let found = std::fs::metadata(path).map_err(|error| Problem::file(path, &error))?;
    if found.is_dir() {
        return Err(Problem::File {
            path: path.to_owned(),
            kind: FileProblem::IsFolder,
        });
    }
    std::fs::File::open(path)
        .map(drop)
        .map_err(|error| Problem::file(path, &error))
}

/// Checks that there is a file that can be read, or a folder that can be looked into.
///
/// # Errors
/// That it is missing or may not be read.
pub fn readable(path: &Path) -> Result<(), Problem> {
    if path.is_dir() {
        return std::fs::read_dir(path)
            .map(drop)
            .map_err(|error| Problem::file(path, &error));
    }
    readable_file(path)
}

/// The folder that all of these lie in, however deep, and their names below it with slashes. Asks
/// no disk.
pub fn gathered(paths: &[PathBuf]) -> (PathBuf, Vec<String>) {
    let parent = |path: &PathBuf| path.parent().unwrap_or(Path::new("")).to_owned();
    let mut folder = paths.first().map(parent).unwrap_or_default();
    while !paths.iter().all(|path| path.starts_with(&folder)) {
        if !folder.pop() {
            break;
        }
    }
    let name = |path: &PathBuf| {
        let below = path.strip_prefix(&folder).unwrap_or(path).components();
        let parts = below.map(|part| part.as_os_str().to_string_lossy());
        parts.collect::<Vec<_>>().join("/")
    };
    let names = paths.iter().map(name).collect();
    (folder, names)
}

/// Checks that a new file can be made at `path`: its folder is there, and it is not.
///
/// # Errors
/// That there is no such folder, or that something is there already.
pub fn free_place(path: &Path) -> Result<(), Problem> {
    let folder = path.parent().is_some_and(Path::is_dir);
    let kind = if !folder {
        FileProblem::NoFolder
    } else if path.symlink_metadata().is_ok() {
        FileProblem::Exists
    } else {
        return Ok(());
    };
    Err(Problem::File {
        path: path.to_owned(),
        kind,
    })
}

/// Which of these files are there, in their order.
pub fn are_there(paths: &[PathBuf]) -> Vec<bool> {
    paths.iter().map(|path| path.is_file()).collect()
}

/// A name beside `path` that nothing has yet, so that no older file is in the way:
/// `客户.rejected.csv`, `客户.rejected-2.csv` …
pub fn free_name(path: &Path, ending: &str) -> PathBuf {
    let plain = path.with_extension(ending);
    let (stem, last) = ending.rsplit_once('.').unwrap_or((ending, ""));
    let numbered = |number: u32| path.with_extension(format!("{stem}-{number}.{last}"));
    std::iter::once(plain.clone())
        .chain((2..1_000).map(numbered))
        .find(|place| place.symlink_metadata().is_err())
        .unwrap_or(plain)
}

/// A folder that goes when the answer is dropped.
///
/// # Errors
/// What the system says of its folder for temporary files.
pub fn temporary_folder() -> Result<tempfile::TempDir, Problem> {
    tempfile::Builder::new()
        .prefix("haobu-")
        .tempdir()
        .map_err(|error| Problem::making(std::env::temp_dir(), &error))
}

/// Where the owner keeps documents; the home folder where no such folder is there.
pub fn documents() -> PathBuf {
    let home = etcetera::home_dir().unwrap_or_default();
    named_by_the_desktop(&home)
        .into_iter()
        .chain([home.join("Documents")])
        .find(|folder| folder.is_dir())
        .unwrap_or(home)
}

/// Desktops of Linux name the folder in the language of the account, and say so in a file.
fn named_by_the_desktop(home: &Path) -> Option<PathBuf> {
    let config = etcetera::choose_base_strategy().ok()?.config_dir();
    let text = std::fs::read_to_string(config.join("user-dirs.dirs")).ok()?;
    documents_in(&text, home)
}

fn documents_in(text: &str, home: &Path) -> Option<PathBuf> {
    let value = text
        .lines()
        .find_map(|line| line.trim().strip_prefix("XDG_DOCUMENTS_DIR="))?
        .trim_matches('"');
    Some(match value.strip_prefix("$HOME") {
        Some(rest) => home.join(rest.trim_start_matches('/')),
        None => PathBuf::from(value),
    })
}

/// The path somebody typed or pasted: quotes, `file://` and `~` as file managers and shells write
/// them. Asks no disk.
pub fn typed_path(typed: &str) -> PathBuf {
    let typed = typed.trim().trim_matches(['"', '\'']);
    if let Some(rest) = typed.strip_prefix("file://") {
        return PathBuf::from(unescaped(rest));
    }
    match typed.strip_prefix('~') {
        Some(rest) if rest.is_empty() || rest.starts_with(['/', '\\']) => etcetera::home_dir()
            .unwrap_or_default()
            .join(rest.trim_start_matches(['/', '\\'])),
        _ => PathBuf::from(typed),
    }
}

/// `%E8%8A%B1` as 花; what is not so written stays.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after
            .get(..2)
            .and_then(|two| std::str::from_utf8(two).ok())
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        if let (b'%', Some(byte)) = (first, hex) {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    #[test]
    fn typed_paths_are_read_as_people_paste_them() {
        let home = etcetera::home_dir().unwrap();
        let check = |typed: &str, expected: &Path| assert_eq!(typed_path(typed), expected);
        check(" /tmp/花店.haobu\n", Path::new("/tmp/花店.haobu"));
        check("\"/tmp/my list.csv\"", Path::new("/tmp/my list.csv"));
        check("file:///tmp/%E8%8A%B1%20a.csv", Path::new("/tmp/花 a.csv"));
        check("file:///tmp/100%.csv", Path::new("/tmp/100%.csv"));
        check("~/花店.haobu", &home.join("花店.haobu"));
        check("~", &home);
        check("~name/a.csv", Path::new("~name/a.csv"));
        check("", Path::new(""));
    }

    #[test]
    fn several_files_are_named_below_the_folder_they_share() {
        let check = |paths: &[&str], folder: &str, names: &[&str]| {
            let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
            let (found, below) = gathered(&paths);
            assert_eq!(
                (found.as_path(), below.as_slice()),
                (Path::new(folder), {
                    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
                    &*names.leak()
                })
            );
        };
        check(&["/a/b.csv", "/a/c.csv"], "/a", &["b.csv", "c.csv"]);
        check(&["/a/b/c.csv", "/a/d"], "/a", &["b/c.csv", "d"]);
        check(&["/a/b.csv", "/x/c.csv"], "/", &["a/b.csv", "x/c.csv"]);
    }

    #[test]
    fn what_is_wrong_with_a_place_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("客户.csv");
        std::fs::write(&file, "a").unwrap();
        let kind = |outcome: Result<(), Problem>| match outcome {
            Err(Problem::File { kind, .. }) => Some(kind),
            _ => None,
        };
        let missing = folder.path().join("nothing.csv");
        assert_eq!(kind(readable_file(&file)), None);
        assert_eq!(kind(readable_file(&missing)), Some(FileProblem::Missing));
        let is_folder = readable_file(folder.path());
        assert_eq!(kind(is_folder), Some(FileProblem::IsFolder));
        assert_eq!(kind(free_place(&missing)), None);
        assert_eq!(kind(free_place(&file)), Some(FileProblem::Exists));
        let nowhere = missing.join("a.csv");
        assert_eq!(kind(free_place(&nowhere)), Some(FileProblem::NoFolder));
        assert_eq!(are_there(&[file, missing]), [true, false]);
    }

    #[test]
    fn a_free_name_is_never_taken() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("客户.xlsx");
        let first = free_name(&file, "rejected.csv");
        assert_eq!(first, folder.path().join("客户.rejected.csv"));
        std::fs::write(&first, "").unwrap();
        let second = free_name(&file, "rejected.csv");
        assert_eq!(second, folder.path().join("客户.rejected-2.csv"));
    }

    #[test]
    fn documents_may_have_a_name_in_any_language() {
        let home = Path::new("/home/wang");
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(documents_in(text, home), expected.map(PathBuf::from));
        };
        check(
            "XDG_DESKTOP_DIR=\"$HOME/桌面\"\nXDG_DOCUMENTS_DIR=\"$HOME/文档\"\n",
            Some("/home/wang/文档"),
        );
        check("XDG_DOCUMENTS_DIR=\"/data/文档\"", Some("/data/文档"));
        check("XDG_DESKTOP_DIR=\"$HOME/桌面\"", None);
    }
}
