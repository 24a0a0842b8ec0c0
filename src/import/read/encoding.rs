//! Which characters the bytes of a text file stand for.

use std::io::Read;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, DecoderResult, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE,
};

use crate::domain::phone::Region;
use crate::domain::problem::ImportProblem;

/// An encoding, and how many bytes of a mark stand in front of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TextEncoding {
    pub(super) encoding: &'static Encoding,
    pub(super) mark: usize,
}

/// How many bytes outside ASCII the detector is shown; more does not change its mind.
const ENOUGH: usize = 256 << 10;
const CHUNK: usize = 64 << 10;

/// The encoding of this name, and only that.
pub(super) fn named(name: &str) -> Result<&'static Encoding, ImportProblem> {
    let label = name.trim();
    // Names that people use and the Encoding Standard does not list.
    let label = match label
        .to_ascii_lowercase()
        .replace(['-', '_', ' '], "")
        .as_str()
    {
        "utf8bom" | "utf8sig" => "utf-8",
        "utf16" => "utf-16le",
        "ansi" | "cp1252" | "latin1" => "windows-1252",
        "cp936" | "gb" | "gbk" | "gb2312" | "gb18030" => "gb18030",
        "cp950" => "big5",
        "cp932" | "sjis" => "shift_jis",
        "cp949" | "euckr" => "euc-kr",
        _ => label,
    };
    Encoding::for_label(label.as_bytes())
        .map(widest)
        .ok_or_else(|| ImportProblem::UnknownEncoding {
            given: name.to_owned(),
        })
}

/// The encoding that was asked for; its mark, if the file was found to have that of this one.
pub(super) fn asked(
    name: &str,
    found: Option<TextEncoding>,
) -> Result<TextEncoding, ImportProblem> {
    let encoding = named(name)?;
    let mark = found.filter(|found| found.encoding == encoding);
    Ok(TextEncoding {
        encoding,
        mark: mark.map_or(0, |found| found.mark),
    })
}

/// Finds the encoding by its mark, by strict UTF-8, or by what the bytes look like; `country`
/// breaks ties. Reads to the end, since the first foreign letter may stand in the last row.
/// `None` when the bytes are no text at all.
pub(super) fn sniff(
    mut reader: impl Read,
    country: Region,
) -> std::io::Result<Option<TextEncoding>> {
    let mut survey = Survey::new();
    let mut chunk = vec![0; CHUNK];
    let mut first = true;
    loop {
        let length = fill(&mut reader, &mut chunk)?;
        let bytes = chunk.get(..length).unwrap_or_default();
        if first {
            if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
                return Ok(Some(TextEncoding { encoding, mark }));
            }
            match nulls(bytes) {
                Nulls::Few => (),
                Nulls::Utf16(encoding) => return Ok(Some(TextEncoding { encoding, mark: 0 })),
                Nulls::Binary => return Ok(None),
            }
            first = false;
        }
        survey.feed(bytes, length < CHUNK);
        if length < CHUNK {
            let encoding = survey.conclude(country);
            return Ok(Some(TextEncoding { encoding, mark: 0 }));
        }
    }
}

fn fill(reader: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut length = 0;
    while let Some(rest) = buffer.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match reader.read(rest) {
            Ok(0) => break,
            Ok(count) => length += count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => (),
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}

/// What zero bytes say.
enum Nulls {
    Few,
    Utf16(&'static Encoding),
    Binary,
}

fn nulls(bytes: &[u8]) -> Nulls {
    let (mut even, mut odd) = (0_usize, 0_usize);
    for pair in bytes.chunks(2) {
        even += usize::from(pair.first() == Some(&0));
        odd += usize::from(pair.get(1) == Some(&0));
    }
    // Commas, tabs, line ends and digits have a zero on one side only.
    if odd > bytes.len() / 50 && odd > even * 8 {
        Nulls::Utf16(UTF_16LE)
    } else if even > bytes.len() / 50 && even > odd * 8 {
        Nulls::Utf16(UTF_16BE)
    } else if even + odd > bytes.len() / 50 {
        Nulls::Binary
    } else {
        Nulls::Few
    }
}

/// Watches whether the bytes are UTF-8, and shows the others to the detector.
struct Survey {
    utf8: encoding_rs::Decoder,
    scratch: String,
    /// Characters outside ASCII that are UTF-8, and bytes that are not.
    good: usize,
    bad: usize,
    detector: EncodingDetector,
    shown: usize,
    /// Some of the bytes shown, to try encodings on.
    sample: Vec<u8>,
}

impl Survey {
    fn new() -> Self {
        Self {
            utf8: UTF_8.new_decoder_without_bom_handling(),
            scratch: String::with_capacity(CHUNK * 3 + 16),
            good: 0,
            bad: 0,
            detector: EncodingDetector::new(Iso2022JpDetection::Deny),
            shown: 0,
            sample: Vec::new(),
        }
    }

    fn feed(&mut self, bytes: &[u8], last: bool) {
        if !last && self.good + self.bad == 0 && self.shown == 0 && bytes.is_ascii() {
            return;
        }
        let mut rest = bytes;
        loop {
            self.scratch.clear();
            let (result, read) =
                self.utf8
                    .decode_to_string_without_replacement(rest, &mut self.scratch, last);
            // First bytes of characters of several bytes.
            self.good += self.scratch.bytes().filter(|b| *b >= 0xC0).count();
            rest = rest.get(read..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => (),
                DecoderResult::Malformed(..) => self.bad += 1,
            }
        }
        if self.shown < ENOUGH && !bytes.is_ascii() {
            self.detector.feed(bytes, false);
            self.shown += bytes.len();
            self.sample.extend_from_slice(bytes);
        }
    }

    fn conclude(self, country: Region) -> &'static Encoding {
        // A few broken bytes in a long UTF-8 file spoil a few rows, not the file.
        if self.bad == 0 || self.good > self.bad * 50 {
            return UTF_8;
        }
        let usual = usual_in(country);
        let domain = country.as_str().to_ascii_lowercase();
        let guess = widest(
            self.detector
                .guess(Some(domain.as_bytes()), Utf8Detection::Deny),
        );
        let guess = if [GB18030, BIG5, SHIFT_JIS].contains(&guess) {
            by_blocks(&self.sample, guess)
        } else {
            guess
        };
        let faults = |encoding: &'static Encoding| count_faults(encoding, &self.sample);
        match usual {
            Some(usual) if faults(usual) < faults(guess) => usual,
            _ => guess,
        }
    }
}

/// What spreadsheets of a country save when they do not save Unicode.
pub(super) const fn usual_in(country: Region) -> Option<&'static Encoding> {
    match &country.0 {
        b"CN" | b"SG" => Some(GB18030),
        b"TW" | b"HK" | b"MO" => Some(BIG5),
        b"JP" => Some(SHIFT_JIS),
        b"KR" => Some(EUC_KR),
        _ => None,
    }
}

/// A few names are little to go by, so that the country would decide; but the common characters
/// of each encoding stand in blocks that the others seldom use.
fn by_blocks(sample: &[u8], guess: &'static Encoding) -> &'static Encoding {
    let (mut simplified, mut traditional, mut japanese) = (0_usize, 0_usize, 0_usize);
    let mut rest = sample;
    while let [lead, behind @ ..] = rest {
        rest = behind;
        if lead.is_ascii() {
            continue;
        }
        let [trail, behind @ ..] = behind else { break };
        rest = behind;
        simplified += usize::from((0xB0..=0xD7).contains(lead) && *trail >= 0xA1);
        traditional += usize::from((0xA4..=0xC6).contains(lead));
        japanese += usize::from((0x81..=0x9F).contains(lead) && *trail >= 0x40);
    }
    let most = simplified.max(traditional).max(japanese);
    let scores = [
        (simplified, GB18030),
        (traditional, BIG5),
        (japanese, SHIFT_JIS),
    ];
    let mut best = scores.into_iter().filter(|(score, _)| *score == most);
    match (best.next(), best.next()) {
        (Some((_, encoding)), None) => encoding,
        _ => guess,
    }
}

/// GB18030 reads all that GBK reads, and more.
fn widest(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

fn count_faults(encoding: &'static Encoding, sample: &[u8]) -> usize {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    text.chars()
        .filter(|c| *c == '\u{FFFD}' || is_private(*c))
        .count()
}

const fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{80}'..='\u{9F}')
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    const CHINESE: &str = "姓名,手机,城市\n张伟,13800138000,深圳\n王芳,13900139000,广州\n";
    const TAIWANESE: &str = "姓名,手機,城市\n陳怡君,0912345678,臺北\n林志豪,0922333444,高雄\n";
    const JAPANESE: &str = "氏名,電話番号,住所\n佐藤さくら,09012345678,東京都\n";
    const WESTERN: &str = "Name,Mobile,City\nJosé Müller,+491701234567,Zürich\n";

    #[test]
    fn every_usual_encoding_is_found() {
        let check = |text: &str, encoding: &'static Encoding, country: &str| {
            let (bytes, _, _) = encoding.encode(text);
            let found = sniff(&*bytes, Region::parse(country).unwrap())
                .unwrap()
                .unwrap();
            assert_eq!(found.encoding, encoding, "{text} for {country}");
        };
        check(CHINESE, UTF_8, "CN");
        check(CHINESE, GB18030, "CN");
        check(CHINESE, GB18030, "US");
        check(TAIWANESE, BIG5, "TW");
        check(TAIWANESE, BIG5, "CN");
        check(JAPANESE, SHIFT_JIS, "JP");
        check(JAPANESE, SHIFT_JIS, "CN");
        check(WESTERN, encoding_rs::WINDOWS_1252, "US");
        check(WESTERN, encoding_rs::WINDOWS_1252, "CN");
        check("plain,ascii\n", UTF_8, "CN");
    }

    #[test]
    fn wide_text_is_found_without_a_mark() {
        let check = |swap: bool, expected: &'static Encoding| {
            let bytes: Vec<u8> = CHINESE
                .encode_utf16()
                .flat_map(|unit| {
                    if swap {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                })
                .collect();
            let found = sniff(&*bytes, Region(*b"CN")).unwrap().unwrap();
            assert_eq!(
                found,
                TextEncoding {
                    encoding: expected,
                    mark: 0
                }
            );
        };
        check(false, UTF_16LE);
        check(true, UTF_16BE);
    }

    #[test]
    fn marks_decide_and_binaries_are_refused() {
        let check = |bytes: &[u8], expected: Option<(&'static Encoding, usize)>| {
            let found = sniff(bytes, Region(*b"CN")).unwrap();
            assert_eq!(found.map(|found| (found.encoding, found.mark)), expected);
        };
        check(b"\xEF\xBB\xBFa,b", Some((UTF_8, 3)));
        check(b"\xFF\xFEa\0", Some((UTF_16LE, 2)));
        check(b"\x01\0\0\x02\0\0\0\x03", None);
    }

    #[test]
    fn one_broken_byte_does_not_change_the_encoding() {
        let mut bytes = CHINESE.repeat(20).into_bytes();
        bytes.push(0xFF);
        let found = sniff(&*bytes, Region(*b"CN")).unwrap().unwrap();
        assert_eq!(found.encoding, UTF_8);
    }

    #[test]
    fn names_of_encodings() {
        let check = |name: &str, expected: Option<&'static Encoding>| {
            assert_eq!(named(name).ok(), expected, "{name}");
        };
        check("GBK", Some(GB18030));
        check("utf-8-sig", Some(UTF_8));
        check("UTF-16", Some(UTF_16LE));
        check("cp1252", Some(encoding_rs::WINDOWS_1252));
        check("klingon", None);
    }
}
