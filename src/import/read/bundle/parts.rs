//! The files in a folder or a ZIP archive, taken out within bounds.

use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use crate::domain::problem::{FileFault, FileProblem, ImportProblem, Problem};
use crate::import::file::FileLeftOut;
use crate::import::options::ImportOptions;
use crate::import::read::apart::at_file;
use crate::import::read::input::Input;
use crate::import::read::kind::{self, Kind};

/// Most files that are looked at.
const MAX_FILES: usize = 1_000;
/// Most names of anything in folders.
const MAX_ENTRIES: usize = 100_000;
/// How our own files end.
const OURS: [&str; 4] = [".haobu", ".haobu.lock", ".haobu-journal", ".backups"];
/// How files end that are pictures, films, music, programs and the like.
const NO_LISTS: [&str; 34] = [
    "jpg", "jpeg", "png", "gif", "bmp", "webp", "heic", "tif", "tiff", "svg", "psd", "ico", "mp4",
    "mov", "avi", "mkv", "wmv", "mp3", "wav", "m4a", "aac", "amr", "flac", "exe", "dll", "msi",
    "apk", "dmg", "iso", "ppt", "pptx", "docx", "pdf", "ttf",
];
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

/// What is in the folder, and in archives that lie in it; and what of it cannot be looked into.
/// Where only some of it is wanted, nothing else.
pub(super) fn of_folder(
    path: &Path,
    options: &ImportOptions,
) -> Result<(Vec<Found>, Vec<FileLeftOut>), Problem> {
    let mut listing = Listing::default();
    if options.only.is_empty() {
        listing.folder(path, "", 0)?;
    }
    for name in &options.only {
        listing.entry(&path.join(name), name.clone(), 0)?;
    }
    listing.files.sort();
    listing.files.dedup();
    let mut found = Vec::new();
    let mut left_out = listing.left_out;
    let mut total = 0;
    for (name, path) in listing.files {
        let looked = if options.deadly.contains(&name) {
            Err(ImportProblem::ReaderStopped.into())
        } else {
            at_file(&name);
            look_into(&name, &path, &mut total)
        };
        match looked {
            Ok(files) => found.extend(files),
            Err(problem) => left_out.push(FileLeftOut {
                name,
                why: FileFault::of(problem)?,
            }),
        }
    }
    Ok((found, left_out))
}

/// A file, or those of an archive.
fn look_into(name: &str, path: &Path, total: &mut u64) -> Result<Vec<Found>, Problem> {
    let input = Input::file(path);
    let kind = kind::sniff(&input)?;
    if kind != Kind::Archive {
        let name = name.to_owned();
        return Ok(vec![Found { name, input, kind }]);
    }
    let mut inside = of_archive(&input, total)?;
    for one in &mut inside {
        one.name = format!("{name}/{}", one.name);
    }
    Ok(inside)
}

/// The files of a folder, and of those in it.
#[derive(Debug, Default)]
struct Listing {
    /// With their names below the folder, with slashes.
    files: Vec<(String, PathBuf)>,
    /// Pictures and the like.
    left_out: Vec<FileLeftOut>,
    seen: usize,
}

impl Listing {
    fn folder(&mut self, folder: &Path, below: &str, depth: usize) -> Result<(), Problem> {
        let fault = |error: std::io::Error| Problem::file(folder, &error);
        for entry in std::fs::read_dir(folder).map_err(fault)? {
            let path = entry.map_err(fault)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let name = if below.is_empty() {
                name.into_owned()
            } else {
                format!("{below}/{name}")
            };
            self.entry(&path, name, depth)?;
        }
        Ok(())
    }

    fn entry(&mut self, path: &Path, name: String, depth: usize) -> Result<(), Problem> {
        self.seen += 1;
        if self.seen > MAX_ENTRIES {
            return Err(ImportProblem::TooMuchInside.into());
        }
        if is_hidden(&name) {
            return Ok(());
        }
        // Links may lead anywhere, and in circles.
        let kind = match std::fs::symlink_metadata(path) {
            Ok(found) => found.file_type(),
            Err(error) => {
                let why = FileFault::File(FileProblem::from_io(&error));
                self.left_out.push(FileLeftOut { name, why });
                return Ok(());
            }
        };
        if kind.is_dir() && depth < MAX_DEPTH {
            let listed = self.folder(path, &name, depth + 1);
            if let Err(Problem::File { kind, .. }) = listed {
                let why = FileFault::File(kind);
                self.left_out.push(FileLeftOut { name, why });
                return Ok(());
            }
            return listed;
        }
        if !kind.is_file() {
            return Ok(());
        }
        if is_no_list(&name) {
            let why = FileFault::Import(ImportProblem::UnknownKind);
            self.left_out.push(FileLeftOut { name, why });
        } else if self.files.len() >= MAX_FILES {
            return Err(ImportProblem::TooMuchInside.into());
        } else {
            self.files.push((name, path.to_owned()));
        }
        Ok(())
    }
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

/// Files that systems leave behind, locks of open workbooks, and our own books with what lies
/// beside them.
fn is_hidden(name: &str) -> bool {
    let of_system = ["__macosx", "thumbs.db", "desktop.ini"];
    name.split('/').any(|part| {
        part.starts_with('.') || part.starts_with("~$") || {
            let lower = part.to_lowercase();
            let is_ours = OURS.iter().any(|ending| lower.ends_with(ending));
            is_ours || of_system.contains(&lower.as_str())
        }
    })
}

/// Whether its ending says that nobody is listed in it: a stick full of pictures is not read
/// through for that.
fn is_no_list(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| NO_LISTS.contains(&ending.to_lowercase().as_str()))
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
        check("花店.haobu", true);
        check("花店.backups/1.haobu", true);
    }

    #[test]
    fn pictures_are_not_looked_into() {
        let check = |name: &str, expected: bool| assert_eq!(is_no_list(name), expected, "{name}");
        check("a.b/照片.JPG", true);
        check("客户.csv", false);
        check("客户", false);
    }

    #[test]
    fn names_in_gbk_are_read() {
        assert_eq!(name_of("客户.csv".as_bytes()), "客户.csv");
        assert_eq!(name_of(b"\xBF\xCD\xBB\xA7\\a.csv"), "客户/a.csv");
    }
}
