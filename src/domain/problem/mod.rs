//! Every kind of error in the house, as kinds and numbers; `i18n` makes the sentences.

mod book;
mod edit;
mod export;
mod filter;
mod import;
mod keys;

use std::path::PathBuf;

pub use book::BookProblem;
pub use edit::EditProblem;
pub use export::ExportProblem;
pub use filter::{FilterProblem, FilterProblemKind, Span};
pub use import::{CellProblem, FileFault, ImportProblem, RejectReason};
pub use keys::KeyProblem;

/// What went wrong. Carries no personal data; paths only so that the user knows which file.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    #[error(transparent)]
    Book(#[from] BookProblem),
    #[error(transparent)]
    Import(#[from] ImportProblem),
    #[error(transparent)]
    Export(#[from] ExportProblem),
    #[error(transparent)]
    Filter(#[from] FilterProblem),
    #[error(transparent)]
    Edit(#[from] EditProblem),
    #[error(transparent)]
    Key(#[from] KeyProblem),
    /// A file or folder could not be read or written.
    #[error("file: {kind:?}")]
    File { path: PathBuf, kind: FileProblem },
    /// The user, or the window, asked to stop; nothing was changed.
    #[error("cancelled")]
    Cancelled,
}

/// Why a file could not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum FileProblem {
    Missing,
    /// A file cannot be made in a folder that is not there.
    NoFolder,
    /// Something is there already, and it is not ours to overwrite.
    Exists,
    NotAllowed,
    ReadOnly,
    DiskFull,
    IsFolder,
    /// The system's own number for anything else.
    Other(Option<i32>),
}

impl Problem {
    /// The problem of a failed file operation.
    pub fn file(path: impl Into<PathBuf>, error: &std::io::Error) -> Self {
        Self::File {
            path: path.into(),
            kind: FileProblem::from_io(error),
        }
    }

    /// The problem of a file that could not be made: what is missing then is its folder.
    pub fn making(path: impl Into<PathBuf>, error: &std::io::Error) -> Self {
        Self::File {
            path: path.into(),
            kind: match FileProblem::from_io(error) {
                FileProblem::Missing => FileProblem::NoFolder,
                kind => kind,
            },
        }
    }
}

impl FileProblem {
    pub fn from_io(error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::Missing,
            ErrorKind::AlreadyExists => Self::Exists,
            ErrorKind::PermissionDenied => Self::NotAllowed,
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            ErrorKind::StorageFull | ErrorKind::FileTooLarge | ErrorKind::QuotaExceeded => {
                Self::DiskFull
            }
            ErrorKind::IsADirectory => Self::IsFolder,
            _ => match inside_csv(error) {
                Some(inner) => Self::from_io(inner),
                None => Self::Other(error.raw_os_error()),
            },
        }
    }
}

/// What the system said, out of the wrapping that the CSV writer puts around it.
fn inside_csv(error: &std::io::Error) -> Option<&std::io::Error> {
    let csv: &csv::Error = error.get_ref()?.downcast_ref()?;
    match csv.kind() {
        csv::ErrorKind::Io(inner) => Some(inner),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Error, ErrorKind};

    #[test]
    fn the_system_is_heard_through_the_csv_writer() {
        let check = |error: Error, expected: FileProblem| {
            assert_eq!(FileProblem::from_io(&error), expected);
            let wrapped: Error = csv::Error::from(error).into();
            assert_eq!(FileProblem::from_io(&wrapped), expected);
        };
        check(ErrorKind::StorageFull.into(), FileProblem::DiskFull);
        check(ErrorKind::FileTooLarge.into(), FileProblem::DiskFull);
        check(ErrorKind::PermissionDenied.into(), FileProblem::NotAllowed);
        check(Error::from_raw_os_error(5), FileProblem::Other(Some(5)));
    }
}
