//! Streams of an OLE2 compound file, in which old Excel keeps its workbooks.

/// Most bytes of a file that is read at all: old sheets end at 65,536 rows.
pub(super) const MAX_FILE: u64 = 1 << 30;
/// Marks the end of a chain; larger numbers mark what is no sector.
const END: u32 = 0xFFFF_FFFA;
const ENTRY: usize = 128;

/// Little-endian numbers, where there are any.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(pair.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// Sectors of one size, and which follows which.
struct Chains<'a> {
    sectors: &'a [u8],
    size: usize,
    next: Vec<u32>,
}

impl Chains<'_> {
    /// The sectors from this one on, up to `length` bytes; `None` when they go in a circle.
    fn read(&self, first: u32, length: usize) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut sector = first;
        let most = self.sectors.len() / self.size.max(1) + 1;
        for _ in 0..=most {
            if sector >= END || bytes.len() >= length {
                bytes.truncate(length);
                return Some(bytes);
            }
            let index = usize::try_from(sector).ok()?;
            let start = index.checked_mul(self.size)?;
            // The last sector of a file may be cut short.
            let end = start.checked_add(self.size)?.min(self.sectors.len());
            bytes.extend_from_slice(self.sectors.get(start..end)?);
            sector = *self.next.get(index)?;
        }
        None
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    (0..bytes.len() / 4).filter_map(|index| u32_at(bytes, index * 4))
}

/// The stream with one of these names; `None` when the file is damaged or has none.
pub(super) fn stream(file: &[u8], names: &[&str]) -> Option<Vec<u8>> {
    let size = 1_usize.checked_shl(u32::from(u16_at(file, 30)?))?;
    if !(128..=1 << 16).contains(&size) {
        return None;
    }
    let mut chains = Chains {
        sectors: file.get(size.max(512)..)?,
        size,
        next: Vec::new(),
    };
    chains.next = table(file, &chains)?;
    let directory = chains.read(u32_at(file, 48)?, usize::MAX)?;
    let entries = || directory.chunks(ENTRY);
    let wanted = |entry: &&[u8]| {
        let name = name(entry);
        names.iter().any(|wanted| name.eq_ignore_ascii_case(wanted))
    };
    let entry = entries().find(wanted)?;
    let first = u32_at(entry, 116)?;
    let length = usize::try_from(u32_at(entry, 120)?).ok()?;
    let cutoff = usize::try_from(u32_at(file, 56)?).ok()?;
    if length >= cutoff {
        return chains.read(first, length);
    }
    // Small streams share a stream of their own, in smaller sectors.
    let root = entries().find(|entry| entry.get(66) == Some(&5))?;
    let shared = chains.read(u32_at(root, 116)?, usize::MAX)?;
    let next = chains.read(u32_at(file, 60)?, usize::MAX)?;
    let small = 1_usize.checked_shl(u32::from(u16_at(file, 32)?))?;
    let chains = Chains {
        sectors: &shared,
        size: small.clamp(16, 4_096),
        next: numbers(&next).collect(),
    };
    chains.read(first, length)
}

/// The table of which sector follows which.
fn table(file: &[u8], chains: &Chains<'_>) -> Option<Vec<u32>> {
    let Chains { sectors, size, .. } = *chains;
    let most = sectors.len() / size + 1;
    let sector = |number: u32| {
        let start = usize::try_from(number).ok()?.checked_mul(size)?;
        sectors.get(start..start.checked_add(size)?.min(sectors.len()))
    };
    let mut places: Vec<u32> = numbers(file.get(76..512)?).collect();
    let mut more = u32_at(file, 68)?;
    for _ in 0..most {
        if more >= END {
            break;
        }
        places.extend(numbers(sector(more)?));
        // The last number of such a sector says where the next one is.
        more = places.pop()?;
    }
    let mut next = Vec::new();
    for place in places.into_iter().filter(|place| *place < END).take(most) {
        next.extend(numbers(sector(place)?));
    }
    Some(next)
}

fn name(entry: &[u8]) -> String {
    let length = u16_at(entry, 64).map_or(0, usize::from).min(64);
    let units = (0..length.saturating_sub(2) / 2).filter_map(|unit| u16_at(entry, unit * 2));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}
