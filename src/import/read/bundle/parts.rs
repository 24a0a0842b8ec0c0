//! The files in a folder or a ZIP archive, taken out within bounds.

use std::io::{BufReader, Read};
use std::path::Path;

use zip::ZipArchive;

use crate::domain::problem::{ImportProblem, Problem};
use crate::import::read::input::Input;
use crate::import::read::kind::{self, Kind};

/// Most files that are looked at.
const MAX_FILES: usize = 1_000;
/// How deep folders may lie in each other.
const MAX_DEPTH: usize = 8;
/// Most bytes of one file in an archive, and of all of them.
const MAX_ENTRY: u64 = 256 << 20;
const MAX_TOTAL: u64 = 512 << 20;
/// How many times larger than in the archive a file may be; nothing real comes near. Small files
/// are not asked.
const MAX_RATIO: u64 = 300;
const SMALL: u64 = 4 << 20;

/// One file with its place in the folder or archive, in the order of those.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) name: String,
    pub(super) input: Input,
    pub(super) kind: Kind,
}

/// What is in the folder, and in archives that lie in it.
pub(super) fn of_folder(path: &Path) -> Result<Vec<Found>, Problem> {
    let mut files = Vec::new();
    list(path, path, 0, &mut files)?;
    files.sort();
    let mut found = Vec::new();
    let mut total = 0;
    for name in files {
        let input = Input::file(&path.join(&name));
        let kind = kind::sniff(&input)?;
        if kind == Kind::Archive {
            for mut inner in of_archive(&input, &mut total)? {
                inner.name = format!("{name}/{}", inner.name);
                found.push(inner);
            }
        } else {
            found.push(Found { name, input, kind });
        }
    }
    Ok(found)
}

/// Names of files, below `root`, with slashes between folders.
fn list(root: &Path, folder: &Path, depth: usize, files: &mut Vec<String>) -> Result<(), Problem> {
    let fault = |error: std::io::Error| Problem::file(folder, &error);
    for entry in std::fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        let below = path.strip_prefix(root).unwrap_or(&path);
        let parts = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy());
        let name = parts.collect::<Vec<_>>().join("/");
        if is_hidden(&name) {
            continue;
        }
        // Links may lead anywhere, and in circles.
        let kind = std::fs::symlink_metadata(&path).map_err(fault)?.file_type();
        if kind.is_dir() && depth < MAX_DEPTH {
            list(root, &path, depth + 1, files)?;
        } else if kind.is_file() {
            if files.len() >= MAX_FILES {
                return Err(ImportProblem::TooMuchInside.into());
            }
            files.push(name);
        }
    }
    Ok(())
}

/// What is in the archive, in the order of names. `total` counts over several archives.
pub(super) fn of_archive(input: &Input, total: &mut u64) -> Result<Vec<Found>, Problem> {
    let broken = |_| Problem::from(ImportProblem::BrokenArchive);
    let too_much = || Problem::from(ImportProblem::TooMuchInside);
    let mut archive = ZipArchive::new(BufReader::new(input.open()?)).map_err(broken)?;
    if archive.len() > MAX_FILES {
        return Err(too_much());
    }
    let mut found = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(broken)?;
        let name = name_of(entry.name_raw());
        let (is_file, is_locked) = (entry.is_file(), entry.encrypted());
        let (packed, size) = (entry.compressed_size(), entry.size());
        drop(entry);
        if !is_file || is_hidden(&name) {
            continue;
        }
        if is_locked {
            return Err(ImportProblem::ProtectedArchive.into());
        }
        let most = packed.saturating_mul(MAX_RATIO).clamp(SMALL, MAX_ENTRY);
        if size > most || *total + size > MAX_TOTAL {
            return Err(too_much());
        }
        let entry = archive.by_index(index).map_err(broken)?;
        let mut bytes = Vec::new();
        // What an archive says of sizes need not be true.
        let read = entry.take(most + 1).read_to_end(&mut bytes);
        if read.is_err() {
            return Err(ImportProblem::BrokenArchive.into());
        }
        *total += bytes.len() as u64;
        if bytes.len() as u64 > most || *total > MAX_TOTAL {
            return Err(too_much());
        }
        let input = Input::inside(input.path(), name.clone(), bytes);
        let kind = kind::sniff(&input)?;
        if kind == Kind::Archive {
            return Err(ImportProblem::NestedArchive.into());
        }
        found.push(Found { name, input, kind });
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// Archives made in China often have names in GBK.
fn name_of(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030
            .decode_without_bom_handling(raw)
            .0
            .into_owned(),
    };
    name.replace('\\', "/")
}

/// Files that systems leave behind, and locks of open workbooks.
fn is_hidden(name: &str) -> bool {
    let of_system = ["__macosx", "thumbs.db", "desktop.ini"];
    name.split('/').any(|part| {
        part.starts_with('.') || part.starts_with("~$") || {
            let lower = part.to_lowercase();
            of_system.contains(&lower.as_str())
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_systems_are_no_parts() {
        let check = |name: &str, expected: bool| assert_eq!(is_hidden(name), expected, "{name}");
        check("a/客户.csv", false);
        check("__MACOSX/a.csv", true);
        check("a/.DS_Store", true);
        check("~$客户.xlsx", true);
        check("Thumbs.db", true);
    }

    #[test]
    fn names_in_gbk_are_read() {
        assert_eq!(name_of("客户.csv".as_bytes()), "客户.csv");
        assert_eq!(name_of(b"\xBF\xCD\xBB\xA7\\a.csv"), "客户/a.csv");
    }
}
