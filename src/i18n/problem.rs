//! Problems as sentences: what is wrong, where, and what to do.

use std::path::Path;

use super::{Language, count, date_time, list};
use crate::domain::problem::{
    BookProblem, EditProblem, ExportProblem, FileFault, FileProblem, FilterProblemKind,
    ImportProblem, KeyProblem, Problem,
};
use crate::text;

/// The sentence for a problem.
pub fn sentence(language: Language, problem: &Problem) -> String {
    match problem {
        Problem::Book(problem) => book(language, problem),
        Problem::Import(problem) => import(language, problem),
        Problem::Export(problem) => export(language, problem),
        Problem::Filter(problem) => filter_fault(language, &problem.kind),
        Problem::Edit(problem) => edit(language, problem),
        Problem::Key(problem) => key(language, *problem),
        Problem::File { path, kind } => file(language, path, *kind),
        Problem::Cancelled => text!(language, "cancelled"),
    }
}

/// The sentence for one fault of a filter, to stand beside the place it speaks of.
pub fn filter_fault(language: Language, kind: &FilterProblemKind) -> String {
    use FilterProblemKind as Kind;
    match kind {
        Kind::UnclosedQuote => text!(language, "filter-unclosed-quote"),
        Kind::UnclosedGroup => text!(language, "filter-unclosed-group"),
        Kind::UnexpectedClose => text!(language, "filter-unexpected-close"),
        Kind::EmptyGroup => text!(language, "filter-empty-group"),
        Kind::MissingValue => text!(language, "filter-missing-value"),
        Kind::MissingOperand => text!(language, "filter-missing-operand"),
        Kind::UnknownKey { closest: None } => text!(language, "filter-unknown-key"),
        Kind::UnknownKey {
            closest: Some(closest),
        } => text!(
            language,
            "filter-unknown-key-closest",
            closest = closest.as_str()
        ),
        Kind::InvalidValue { valid } if valid.is_empty() => {
            text!(language, "filter-invalid-value")
        }
        Kind::InvalidValue { valid } => text!(
            language,
            "filter-invalid-value-valid",
            valid = list(language, valid)
        ),
        Kind::InvalidNumber => text!(language, "filter-invalid-number"),
        Kind::InvalidDate => text!(language, "filter-invalid-date"),
        Kind::EmptyRange => text!(language, "filter-empty-range"),
        Kind::TooDeep => text!(language, "filter-too-deep"),
    }
}

/// What is wrong with one file of several.
pub fn file_fault(language: Language, name: &str, fault: &FileFault) -> String {
    match fault {
        FileFault::Import(problem) => import(language, problem),
        FileFault::File(kind) => file(language, Path::new(name), *kind),
    }
}

fn key(language: Language, problem: KeyProblem) -> String {
    match problem {
        KeyProblem::WordCount { found, wanted } => text!(
            language,
            "key-word-count",
            found = found.to_string(),
            wanted = wanted.to_string()
        ),
        KeyProblem::UnknownWord { place } => {
            text!(language, "key-unknown-word", place = place.to_string())
        }
        KeyProblem::MistypedCode => text!(language, "key-mistyped-code"),
        KeyProblem::OtherCode => text!(language, "key-other-code"),
        KeyProblem::NoRecoveryCode => text!(language, "key-no-recovery-code"),
        KeyProblem::NothingSealed => text!(language, "key-nothing-sealed"),
        KeyProblem::NotSealed => text!(language, "key-not-sealed"),
        KeyProblem::OlderKey => text!(language, "key-older-key"),
        KeyProblem::EarlierKey => text!(language, "key-earlier-key"),
        KeyProblem::Unconfirmed => text!(language, "key-unconfirmed"),
        KeyProblem::WordsDiffer => text!(language, "key-words-differ"),
        KeyProblem::CopyDiffers => text!(language, "key-copy-differs"),
        KeyProblem::NoKeyring => text!(language, "key-no-keyring"),
        KeyProblem::KeyringLocked => text!(language, "key-keyring-locked"),
        KeyProblem::KeyringSlow => text!(language, "key-keyring-slow"),
        KeyProblem::NotRemembered => text!(language, "key-not-remembered"),
    }
}

fn book(language: Language, problem: &BookProblem) -> String {
    match problem {
        BookProblem::Missing(path) => text!(language, "book-missing", path = shown(path)),
        BookProblem::AlreadyExists(path) => {
            text!(language, "book-already-exists", path = shown(path))
        }
        BookProblem::EmptyFile => text!(language, "book-empty-file"),
        BookProblem::CutFile => text!(language, "book-cut-file"),
        BookProblem::PlainDatabase => text!(language, "book-plain-database"),
        BookProblem::ForeignFile => text!(language, "book-foreign-file"),
        BookProblem::WrongPassphraseOrDamaged => text!(language, "book-wrong-passphrase"),
        BookProblem::Damaged => text!(language, "book-damaged"),
        BookProblem::NotABook => text!(language, "book-not-a-book"),
        BookProblem::TooNew { found, known } => text!(
            language,
            "book-too-new",
            found = found.to_string(),
            known = known.to_string()
        ),
        BookProblem::Locked => text!(language, "book-locked"),
        BookProblem::OpenElsewhere { host, since } => text!(
            language,
            "book-open-elsewhere",
            host = host.as_str(),
            since = date_time(*since)
        ),
        BookProblem::IsBackup => text!(language, "book-is-backup"),
        BookProblem::NotABackup => text!(language, "book-not-a-backup"),
        BookProblem::BackupDamaged => text!(language, "book-backup-damaged"),
        BookProblem::BackupFailed => text!(language, "book-backup-failed"),
        BookProblem::NoPlace => text!(language, "book-no-place"),
        BookProblem::OtherBook => text!(language, "book-other-book"),
        BookProblem::ReadOnly => text!(language, "book-read-only"),
        BookProblem::Closed => text!(language, "book-closed"),
        BookProblem::Moved => text!(language, "book-moved"),
        BookProblem::DiskFull => text!(language, "book-disk-full"),
        BookProblem::KeyDerivation => text!(language, "book-key-derivation"),
        BookProblem::NeedsRepair => text!(language, "book-needs-repair"),
        BookProblem::ForeignJournal(path) => text!(
            language,
            "book-foreign-journal",
            path = path.display().to_string()
        ),
        BookProblem::BadPassphrase => text!(language, "book-bad-passphrase"),
        BookProblem::UnsafeSetting { pragma } => {
            text!(
                language,
                "book-unsafe-setting",
                setting = (*pragma).to_owned()
            )
        }
        BookProblem::NothingToUndo => text!(language, "book-nothing-to-undo"),
        BookProblem::NothingToRedo => text!(language, "book-nothing-to-redo"),
        BookProblem::NoSuchRow => text!(language, "book-no-such-row"),
        BookProblem::TooManyChildren => text!(language, "book-too-many-children"),
        BookProblem::Database { code } => {
            text!(language, "book-database", code = code.to_string())
        }
    }
}

fn import(language: Language, problem: &ImportProblem) -> String {
    match problem {
        ImportProblem::EditedList => text!(language, "import-edited-list"),
        ImportProblem::Changed => text!(language, "import-changed"),
        ImportProblem::UnknownKind => text!(language, "import-unknown-kind"),
        ImportProblem::NoRows => text!(language, "import-no-rows"),
        ImportProblem::NothingRecognised => text!(language, "import-nothing-recognised"),
        ImportProblem::UnknownEncoding { given } => {
            text!(language, "import-unknown-encoding", given = given.as_str())
        }
        ImportProblem::BadDelimiter { given } => {
            text!(language, "import-bad-delimiter", given = given.as_str())
        }
        ImportProblem::UnknownSheet { sheets, .. } if sheets.is_empty() => {
            text!(language, "import-no-sheets")
        }
        ImportProblem::UnknownSheet { given, sheets } => text!(
            language,
            "import-unknown-sheet",
            given = given.as_str(),
            sheets = list(language, sheets)
        ),
        ImportProblem::UnknownColumn { given, columns } => text!(
            language,
            "import-unknown-column",
            given = given.as_str(),
            columns = list(language, columns)
        ),
        ImportProblem::UnknownField { given } => {
            text!(language, "import-unknown-field", given = given.as_str())
        }
        ImportProblem::UnknownPreset { given, presets } => text!(
            language,
            "import-unknown-preset",
            given = given.as_str(),
            presets = list(language, presets)
        ),
        ImportProblem::UnknownCountry { given } => {
            text!(language, "import-unknown-country", given = given.as_str())
        }
        ImportProblem::BrokenSpreadsheet => text!(language, "import-broken-spreadsheet"),
        ImportProblem::ProtectedSpreadsheet => text!(language, "import-protected-spreadsheet"),
        ImportProblem::BrokenArchive => text!(language, "import-broken-archive"),
        ImportProblem::ProtectedArchive => text!(language, "import-protected-archive"),
        ImportProblem::NestedArchive => text!(language, "import-nested-archive"),
        ImportProblem::TooMuchInside => text!(language, "import-too-much-inside"),
        ImportProblem::Inside { name, problem } => text!(
            language,
            "import-inside",
            name = name.as_str(),
            problem = import(language, problem)
        ),
        ImportProblem::BrokenFile { row } => {
            text!(language, "import-broken-file", row = count(*row))
        }
        ImportProblem::ReaderStopped => text!(language, "import-reader-stopped"),
        ImportProblem::TooLarge { row } => {
            text!(language, "import-too-large", row = count(*row))
        }
    }
}

fn export(language: Language, problem: &ExportProblem) -> String {
    match problem {
        ExportProblem::UnknownFormat { ending } if ending.is_empty() => {
            text!(language, "export-no-ending")
        }
        ExportProblem::UnknownFormat { ending } => {
            text!(language, "export-unknown-format", ending = ending.as_str())
        }
        ExportProblem::UnknownColumn { given, columns } => text!(
            language,
            "export-unknown-column",
            given = given.as_str(),
            columns = list(language, columns)
        ),
        ExportProblem::TooManyRows { rows } => {
            text!(language, "export-too-many-rows", rows = count(*rows))
        }
        ExportProblem::CellTooLong { row, column } => text!(
            language,
            "export-cell-too-long",
            row = count(*row),
            column = column.as_str()
        ),
        ExportProblem::NotForEditing => text!(language, "trip-not-for-editing"),
        ExportProblem::Spreadsheet => text!(language, "export-spreadsheet"),
    }
}

fn edit(language: Language, problem: &EditProblem) -> String {
    match problem {
        EditProblem::NobodyThere => text!(language, "edit-nobody-there"),
        EditProblem::NotAnEmail => text!(language, "edit-not-an-email"),
        EditProblem::NotANumber => text!(language, "edit-not-a-number"),
        EditProblem::NotADate => text!(language, "edit-not-a-date"),
        EditProblem::NotYesOrNo => text!(language, "edit-not-yes-or-no"),
        EditProblem::NotABirthday => text!(language, "edit-not-a-birthday"),
        EditProblem::UnnamedField => text!(language, "edit-unnamed-field"),
        EditProblem::FieldExists { name } => {
            text!(language, "edit-field-exists", name = name.as_str())
        }
        EditProblem::NoPurpose => text!(language, "edit-no-purpose"),
        EditProblem::ValuesDoNotFit { count: people } => {
            let people = *people;
            text!(
                language,
                "edit-values-do-not-fit",
                n = people,
                count = count(people)
            )
        }
        EditProblem::NeverAgain => text!(language, "edit-never-again"),
        EditProblem::UnnamedTag => text!(language, "edit-unnamed-tag"),
        EditProblem::UnnamedSegment => text!(language, "edit-unnamed-segment"),
        EditProblem::SegmentExists { name } => {
            text!(language, "edit-segment-exists", name = name.as_str())
        }
        EditProblem::InTheFuture => text!(language, "edit-in-the-future"),
        EditProblem::EndsBeforeItBegins => text!(language, "edit-ends-before-it-begins"),
        EditProblem::NotByHand => text!(language, "edit-not-by-hand"),
    }
}

fn file(language: Language, path: &Path, kind: FileProblem) -> String {
    // How the standard output is named on a command line.
    if path == Path::new("-") {
        return match kind {
            FileProblem::DiskFull => text!(language, "output-full"),
            _ => text!(language, "output-failed"),
        };
    }
    let path = shown(path);
    match kind {
        FileProblem::Missing => text!(language, "file-missing", path = path),
        FileProblem::NoFolder => text!(language, "file-no-folder", path = path),
        FileProblem::Exists => text!(language, "file-exists", path = path),
        FileProblem::NotAllowed => text!(language, "file-not-allowed", path = path),
        FileProblem::ReadOnly => text!(language, "file-read-only", path = path),
        FileProblem::DiskFull => text!(language, "file-disk-full", path = path),
        FileProblem::IsFolder => text!(language, "file-is-folder", path = path),
        FileProblem::Other(None) => text!(language, "file-other", path = path),
        FileProblem::Other(Some(code)) => text!(
            language,
            "file-other-code",
            path = path,
            code = code.to_string()
        ),
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
