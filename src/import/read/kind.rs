//! What kind of file it is, by content; endings lie.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::domain::problem::Problem;

/// Kinds of files that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Empty,
    Text,
    /// A ZIP archive; only its reader can tell what is in it.
    Workbook,
    /// A workbook behind a password.
    Protected,
    OldExcel,
    Other,
}

const OLE2: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Name of the stream that holds an encrypted workbook, as UTF-16.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// Beginnings of other files that users drop by mistake.
const OTHERS: [&[u8]; 12] = [
    b"%PDF",
    b"\x89PNG",
    b"\xFF\xD8\xFF",
    b"GIF8",
    b"\x1F\x8B",
    b"7z\xBC\xAF",
    b"Rar!",
    b"{\\rtf",
    b"SQLite format 3\0",
    b"\xFF\xFE\0\0",
    b"\0\0\xFE\xFF",
    b"\x7FELF",
];

/// Beginnings of texts that are not tables, in lower case.
const OTHER_TEXTS: [&str; 7] = [
    "begin:vcard",
    "<!doctype",
    "<html",
    "<?xml",
    "<table",
    "{\"",
    "[{",
];

/// Looks at the first bytes.
pub(super) fn sniff(path: &Path) -> Result<Kind, Problem> {
    let fault = |error: std::io::Error| Problem::file(path, &error);
    let file = File::open(path).map_err(fault)?;
    if file.metadata().map_err(fault)?.is_dir() {
        return Err(fault(std::io::ErrorKind::IsADirectory.into()));
    }
    let mut head = Vec::with_capacity(64 << 10);
    file.take(64 << 10).read_to_end(&mut head).map_err(fault)?;
    if head.starts_with(OLE2) {
        let kind = |yes| if yes { Kind::Protected } else { Kind::OldExcel };
        return is_encrypted(path).map(kind);
    }
    Ok(of(&head))
}

fn of(head: &[u8]) -> Kind {
    if head.is_empty() {
        return Kind::Empty;
    }
    if head.starts_with(b"PK\x03\x04") {
        return Kind::Workbook;
    }
    if OTHERS.iter().any(|magic| head.starts_with(magic)) {
        return Kind::Other;
    }
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let start = String::from_utf8_lossy(text.get(..64).unwrap_or(text))
        .trim_start()
        .to_lowercase();
    if OTHER_TEXTS
        .iter()
        .any(|beginning| start.starts_with(beginning))
    {
        return Kind::Other;
    }
    Kind::Text
}

fn is_encrypted(path: &Path) -> Result<bool, Problem> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(1 << 20).read_to_end(&mut bytes))
        .map_err(|error| Problem::file(path, &error))?;
    Ok(memchr::memmem::find(&bytes, ENCRYPTED).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        let check = |head: &[u8], expected| assert_eq!(of(head), expected, "{head:?}");
        check(b"", Kind::Empty);
        check("姓名,手机\n".as_bytes(), Kind::Text);
        check(b"PK\x03\x04rest", Kind::Workbook);
        check(b"%PDF-1.7", Kind::Other);
        check(b"\xEF\xBB\xBFBEGIN:VCARD\r\n", Kind::Other);
        check(b"  <html><table>", Kind::Other);
        check(b"\xFF\xFEn\0", Kind::Text);
    }
}
