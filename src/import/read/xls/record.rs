//! Records of an old workbook and the texts in them.

use encoding_rs::Encoding;

use super::compound::{u16_at, u32_at};

/// The record that goes on where one before was full.
const CONTINUE: u16 = 0x3C;

/// One record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
    /// What stands behind it.
    pub(super) rest: &'a [u8],
}

/// The records of a stream, until it ends or makes no sense.
#[derive(Debug)]
pub(super) struct Records<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let kind = u16_at(self.0, 0)?;
        let end = usize::from(u16_at(self.0, 2)?) + 4;
        let data = self.0.get(4..end)?;
        self.0 = self.0.get(end..).unwrap_or_default();
        Some(Record {
            kind,
            data,
            rest: self.0,
        })
    }
}

/// How texts are stored.
#[derive(Clone, Copy, Debug)]
pub(super) struct Texts {
    /// Since Excel 97 texts are Unicode.
    pub(super) is_unicode: bool,
    /// Of the bytes of older ones.
    pub(super) encoding: &'static Encoding,
}

impl Texts {
    /// A text with its length in front, in one byte or two.
    pub(super) fn read(self, record: Record<'_>, at: usize, is_short: bool) -> Option<String> {
        let (length, at) = if is_short {
            (usize::from(*record.data.get(at)?), at + 1)
        } else {
            (usize::from(u16_at(record.data, at)?), at + 2)
        };
        if !self.is_unicode {
            let bytes = record.data.get(at..)?;
            let bytes = bytes.get(..length).unwrap_or(bytes);
            return Some(
                self.encoding
                    .decode_without_bom_handling(bytes)
                    .0
                    .into_owned(),
            );
        }
        let mut pieces = Pieces::new(record);
        pieces.at = at;
        let is_wide = pieces.byte()? & 1 != 0;
        pieces.text(length, is_wide)
    }
}

/// The texts that all sheets share.
pub(super) fn shared(record: Record<'_>) -> Vec<String> {
    let mut pieces = Pieces::new(record);
    pieces.at = 8;
    let mut texts = Vec::new();
    while let Some(text) = pieces.shared() {
        texts.push(text);
    }
    texts
}

/// Data that may go on in records behind.
struct Pieces<'a> {
    piece: &'a [u8],
    at: usize,
    rest: Records<'a>,
}

impl<'a> Pieces<'a> {
    const fn new(record: Record<'a>) -> Self {
        Self {
            piece: record.data,
            at: 0,
            rest: Records(record.rest),
        }
    }

    /// Goes on to the next piece.
    fn turn(&mut self) -> Option<()> {
        let next = self.rest.next().filter(|record| record.kind == CONTINUE)?;
        self.piece = next.data;
        self.at = 0;
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        while self.at >= self.piece.len() {
            self.turn()?;
        }
        let byte = *self.piece.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self, bytes: u32) -> Option<usize> {
        let mut number = 0_usize;
        for place in 0..bytes {
            number |= usize::from(self.byte()?) << (8 * place);
        }
        Some(number)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let here = self.piece.len().saturating_sub(self.at).min(count);
            self.at += here;
            count -= here;
            if count > 0 {
                self.turn()?;
            }
        }
        Some(())
    }

    /// Characters, of which each piece says anew how wide they are.
    fn text(&mut self, length: usize, mut is_wide: bool) -> Option<String> {
        let mut units = Vec::with_capacity(length.min(32_768));
        while units.len() < length {
            if self.at >= self.piece.len() {
                self.turn()?;
                is_wide = self.byte()? & 1 != 0;
                continue;
            }
            if is_wide {
                units.push(u16_at(self.piece, self.at)?);
                self.at += 2;
            } else {
                units.push(u16::from(*self.piece.get(self.at)?));
                self.at += 1;
            }
        }
        let characters = char::decode_utf16(units);
        Some(
            characters
                .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect(),
        )
    }

    fn shared(&mut self) -> Option<String> {
        let length = self.number(2)?;
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { self.number(2)? };
        let more = if flags & 4 == 0 { 0 } else { self.number(4)? };
        let text = self.text(length, flags & 1 != 0)?;
        // What stands behind the last text may be missing.
        let formats = runs.checked_mul(4)?.checked_add(more)?;
        if self.skip(formats).is_none() {
            self.piece = &[];
            self.rest = Records(&[]);
        }
        Some(text)
    }
}

/// A number in the four bytes that most numbers get along with.
pub(super) fn packed_number(bytes: &[u8], at: usize) -> Option<f64> {
    let packed = u32_at(bytes, at)?;
    let number = if packed & 2 == 0 {
        f64::from_bits(u64::from(packed & !3) << 32)
    } else {
        f64::from(packed.cast_signed() >> 2)
    };
    Some(if packed & 1 == 0 {
        number
    } else {
        number / 100.0
    })
}

/// A number in full.
pub(super) fn number(bytes: &[u8], at: usize) -> Option<f64> {
    let eight = bytes.get(at..at.checked_add(8)?)?;
    Some(f64::from_le_bytes(eight.try_into().ok()?))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_unpacked() {
        let check = |packed: u32, expected: f64| {
            let found = packed_number(&packed.to_le_bytes(), 0).unwrap();
            assert!((found - expected).abs() < 1e-9, "{packed:x}: {found}");
        };
        check(0x3FF0_0000, 1.0);
        check(0x3FF0_0001, 0.01);
        check(0x004B_56A2, 1_234_344.0);
        check(0x004B_56A3, 12_343.44);
        check(0xFFFF_FFFE, -1.0);
    }

    #[test]
    fn shared_texts_go_on_in_the_next_record() {
        let mut stream = Vec::new();
        let mut add = |kind: u16, data: &[u8]| {
            stream.extend(kind.to_le_bytes());
            stream.extend(u16::try_from(data.len()).unwrap().to_le_bytes());
            stream.extend(data);
        };
        let mut first = vec![3, 0, 0, 0, 3, 0, 0, 0];
        first.extend([2, 0, 0, b'a', b'b']);
        // Rich, with one run of four bytes; its characters go on wide.
        first.extend([3, 0, 8, 1, 0, b'x']);
        add(0xFC, &first);
        add(
            CONTINUE,
            &[1, 0x20, 0x5F, 0x09, 0x4E, 9, 9, 9, 9, 1, 0, 0, b'z'],
        );
        let record = Records(&stream).next().unwrap();
        assert_eq!(shared(record), ["ab", "x张三", "z"]);
        assert_eq!(
            shared(Record {
                rest: &[],
                ..record
            }),
            ["ab"]
        );
    }
}
