//! What kind of file it is, by content; endings lie.

use std::io::{BufReader, Read, Seek, SeekFrom};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use zip::ZipArchive;

use super::input::{Input, Stream};
use crate::domain::problem::Problem;

/// Kinds of files that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Empty,
    Text,
    /// Excel since 2007, with or without macros.
    Workbook,
    /// Excel before 2007.
    OldWorkbook,
    OpenDocument,
    Html,
    /// Excel's XML of 2003.
    Xml2003,
    /// vCards.
    Cards,
    /// JSON.
    Objects,
    /// A ZIP archive of other files.
    Archive,
    /// An archive that cannot be opened.
    Broken,
    /// A workbook behind a password.
    Protected,
    Other,
}

const OLE2: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Name of the stream that holds an encrypted workbook, as UTF-16.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
/// How an `OpenDocument` spreadsheet calls itself, and a template of one.
const OPEN_DOCUMENT: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

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

/// Beginnings of documents with tags, in lower case.
const TAGS: [&str; 12] = [
    "<!doctype",
    "<html",
    "<head",
    "<meta",
    "<body",
    "<style",
    "<table",
    "<div",
    "<!--",
    "<tr",
    "<thead",
    "<?xml",
];

/// Looks at the first bytes.
pub(super) fn sniff(input: &Input) -> Result<Kind, Problem> {
    let fault = |error: std::io::Error| input.fault(&error);
    let mut file = input.open()?;
    let mut head = Vec::with_capacity(64 << 10);
    file.by_ref()
        .take(64 << 10)
        .read_to_end(&mut head)
        .map_err(fault)?;
    if head.starts_with(OLE2) {
        let kind = |yes| {
            if yes {
                Kind::Protected
            } else {
                Kind::OldWorkbook
            }
        };
        return is_encrypted(input).map(kind);
    }
    // The second is an archive with nothing in it.
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        file.seek(SeekFrom::Start(0)).map_err(fault)?;
        return Ok(of_archive(file));
    }
    Ok(of(&head))
}

/// Tells archives apart by what is in them.
fn of_archive(file: Stream) -> Kind {
    let Ok(mut archive) = ZipArchive::new(BufReader::new(file)) else {
        return Kind::Broken;
    };
    if archive.index_for_name("[Content_Types].xml").is_some() {
        // A document or a presentation is no workbook.
        let is_workbook = archive.index_for_name("xl/workbook.xml").is_some();
        return if is_workbook {
            Kind::Workbook
        } else {
            Kind::Other
        };
    }
    let mut says = Vec::new();
    if let Ok(file) = archive.by_name("mimetype") {
        let length = OPEN_DOCUMENT.len() as u64;
        // What cannot be read says nothing.
        file.take(length).read_to_end(&mut says).ok();
    }
    if says == OPEN_DOCUMENT {
        Kind::OpenDocument
    } else if says.is_empty() {
        Kind::Archive
    } else {
        Kind::Other
    }
}

fn of(head: &[u8]) -> Kind {
    if head.is_empty() {
        return Kind::Empty;
    }
    if OTHERS.iter().any(|magic| head.starts_with(magic)) {
        return Kind::Other;
    }
    let start = head.get(..1_024).unwrap_or(head);
    let (encoding, mark) = match Encoding::for_bom(start) {
        Some(found) => found,
        None if start.starts_with(b"B\0") || start.starts_with(b"<\0") => (UTF_16LE, 0),
        None if start.starts_with(b"\0B") || start.starts_with(b"\0<") => (UTF_16BE, 0),
        None => (UTF_8, 0),
    };
    let text = encoding.decode_without_bom_handling(start.get(mark..).unwrap_or_default());
    let start = text.0.trim_start().to_lowercase();
    of_text(&start)
}

/// `start` is in lower case.
fn of_text(start: &str) -> Kind {
    if start.starts_with("begin:vcard") {
        return Kind::Cards;
    }
    if TAGS.iter().any(|tag| start.starts_with(tag)) {
        if start.contains("urn:schemas-microsoft-com:office:spreadsheet")
            && !start.contains("<html")
        {
            return Kind::Xml2003;
        }
        return Kind::Html;
    }
    let inside = start
        .strip_prefix('[')
        .map(str::trim_start)
        .map_or(start, |inside| {
            if inside.starts_with(']') {
                "{}"
            } else {
                inside
            }
        });
    let is_object = inside
        .strip_prefix('{')
        .is_some_and(|inside| inside.trim_start().starts_with(['"', '}']));
    if is_object { Kind::Objects } else { Kind::Text }
}

fn is_encrypted(input: &Input) -> Result<bool, Problem> {
    let mut bytes = Vec::new();
    input
        .open()?
        .take(1 << 20)
        .read_to_end(&mut bytes)
        .map_err(|error| input.fault(&error))?;
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
        check(b"%PDF-1.7", Kind::Other);
        check(b"\xEF\xBB\xBFBEGIN:VCARD\r\n", Kind::Cards);
        check(b"\xFF\xFEB\0E\0G\0I\0N\0:\0V\0C\0A\0R\0D\0", Kind::Cards);
        check(b"  <html><table>", Kind::Html);
        check(
            b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
            Kind::Xml2003,
        );
        check(b"[\n {\"name\":1}]", Kind::Objects);
        check(b"{\"name\":1}\n", Kind::Objects);
        check(b"[]", Kind::Objects);
        check(b"[x],y\n", Kind::Text);
        check(b"<x@y.com>,a\n", Kind::Text);
        check(b"\xFF\xFEn\0", Kind::Text);
    }
}
