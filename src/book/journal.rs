//! Reading what a crash left in a rollback journal, as far as it tells whether a key is the right one.

use std::io::{self, Read, Seek, SeekFrom};

use super::key::PAGE;

const MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
const HEADER: usize = 28;
/// A page's number before it, a checksum behind it.
const RECORD: u64 = 4 + PAGE as u64 + 4;

/// A copy of page 1 in a journal.
pub(super) struct Copy<'a> {
    pub(super) bytes: &'a [u8],
    /// Whether its checksum is right, as far as one that looks at a byte in 200 can tell.
    pub(super) is_whole: bool,
}

/// Whether `fits` takes one of the copies of page 1 in a journal (file format: `SQLite`, "The
/// Rollback Journal").
///
/// Page 1 is written by every transaction and may be torn when the power goes; its copy is anywhere
/// in the journal, and the journal in parts, each behind a header of one sector.
pub(super) fn first_pages(
    mut journal: impl Read + Seek,
    fits: impl Fn(&Copy<'_>) -> bool,
) -> io::Result<bool> {
    let length = journal.seek(SeekFrom::End(0))?;
    let mut at = 0;
    let mut page = vec![0; PAGE];
    while at + HEADER as u64 <= length {
        let mut header = [0; HEADER];
        journal.seek(SeekFrom::Start(at))?;
        journal.read_exact(&mut header)?;
        let (magic, rest) = header.split_at(MAGIC.len());
        let number = |index: usize| -> u32 {
            rest.get(index * 4..index * 4 + 4)
                .and_then(|bytes| bytes.try_into().ok())
                .map_or(0, u32::from_be_bytes)
        };
        let (nonce, sector) = (number(1), u64::from(number(3)));
        if magic != MAGIC || !(32..=65_536).contains(&sector) {
            break;
        }
        at += sector;
        // A count that was not yet written stands for as many as there are.
        let left = length.saturating_sub(at) / RECORD;
        let records = match number(0) {
            0 | u32::MAX => left,
            known => u64::from(known).min(left),
        };
        for record in 0..records {
            let mut number = [0; 4];
            journal.seek(SeekFrom::Start(at + record * RECORD))?;
            journal.read_exact(&mut number)?;
            if u32::from_be_bytes(number) == 1 {
                journal.read_exact(&mut page)?;
                let mut sum = [0; 4];
                journal.read_exact(&mut sum)?;
                let copy = Copy {
                    bytes: &page,
                    is_whole: checksum(nonce, &page) == u32::from_be_bytes(sum),
                };
                if fits(&copy) {
                    return Ok(true);
                }
            }
        }
        at = (at + records * RECORD).next_multiple_of(sector);
    }
    Ok(false)
}

/// The nonce of the part and every 200th byte of the page, from its end.
fn checksum(nonce: u32, page: &[u8]) -> u32 {
    page.iter()
        .rev()
        .skip(199)
        .step_by(200)
        .fold(nonce, |sum, byte| sum.wrapping_add(u32::from(*byte)))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    const SECTOR: usize = 512;

    fn part(count: u32, pages: &[u32]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        for number in [count, 7, 9, 512, 4096] {
            bytes.extend(number.to_be_bytes());
        }
        bytes.resize(SECTOR, 0);
        for page in pages {
            bytes.extend(page.to_be_bytes());
            bytes.extend([u8::try_from(*page).unwrap(); PAGE]);
            bytes.extend([0; 4]);
        }
        bytes.resize(bytes.len().next_multiple_of(SECTOR), 0);
        bytes
    }

    #[test]
    fn the_copy_of_page_1_is_found_wherever_it_is() {
        let check = |journal: &[u8], expected: bool| {
            let found = first_pages(io::Cursor::new(journal), |page| page.bytes == [1; PAGE]);
            assert_eq!(found.unwrap(), expected);
        };
        check(&part(1, &[1]), true);
        check(&part(3, &[5, 1, 2]), true);
        check(&part(0, &[5, 1]), true);
        check(&part(u32::MAX, &[5, 1]), true);
        check(&[part(2, &[5, 6]), part(1, &[1])].concat(), true);
        check(&part(2, &[5, 6]), false);
        // Behind the count lies what an older transaction left.
        check(&part(1, &[5, 1]), false);
        check(&[], false);
        check(b"something else that is long enough for a header", false);
        let whole = part(1, &[1]);
        check(whole.get(..whole.len() - 2000).unwrap(), false);
    }
}
