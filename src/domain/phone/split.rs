//! A run of digits and punctuation: mostly one number, sometimes several, or one with a tail.

use super::{
    NumberStatus, Reason, Region,
    resolve::{Resolved, resolve},
};

/// The shortest run of digits that is taken for a number of its own.
const MIN_DIGITS: usize = 7;
/// More groups or digits than this are no list of numbers; it bounds the search for cuts.
const MAX_GROUPS: usize = 16;
const MAX_RUN: usize = 60;
/// Longer than any number people dial, though some plans leave the length open.
const LONG: usize = 14;
/// A dialling prefix, a country code and a long national number.
const LONGEST: usize = 18;
/// The longest extension after a dash, and the longest list of last digits after a slash.
const MAX_TAIL: usize = 6;
const MAX_LAST_DIGITS: usize = 4;

/// A piece of the run and what it is.
type Read<'t> = (&'t str, Resolved);

/// Reads the numbers of a run. It is split only where every part is a number of its own.
pub(super) fn read(run: &str, home: Region) -> Vec<Read<'_>> {
    let run = without_count(run);
    let whole = resolve(run, home);
    let strong = run.contains('/') || run.contains("  ");
    if strong && let Some(parts) = at_strong_separators(run, &whole, home) {
        return parts;
    }
    let sure = whole.status == NumberStatus::Relay || count_digits(run) < LONG;
    if whole.is_number() && sure || !run.contains([' ', '-', '/', '.']) {
        return vec![(run, whole)];
    }
    if let Some(mut parts) = at_groups(run, home) {
        if let Some(other) = whole.e164().filter(|_| whole.is_number()) {
            doubt(&mut parts, Reason::OtherReading(other));
        }
        return parts;
    }
    if whole.is_number() {
        return vec![(run, whole)];
    }
    if let Some(extended) = with_tail(run, home) {
        return vec![(run, extended)];
    }
    with_invalid(run, home).unwrap_or_else(|| vec![(run, whole)])
}

/// Splits the last group off when it is short: `0755-26012345-801`.
pub(super) fn tail(run: &str, max_digits: usize) -> Option<(&str, &str)> {
    let (number, tail) = run.rsplit_once(['-', ' '])?;
    let is_tail = tail.len() <= max_digits && is_digits(tail);
    is_tail.then(|| (number.trim_end_matches([' ', '-']), tail))
}

/// At slashes and wide gaps, which separate numbers as well as area codes.
fn at_strong_separators<'t>(run: &'t str, whole: &Resolved, home: Region) -> Option<Vec<Read<'t>>> {
    let pieces: Vec<&str> = run
        .split('/')
        .flat_map(|piece| piece.split("  "))
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .collect();
    let (first, rest) = pieces.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let first_read = number_of_its_own(first, home)?;
    let other = whole
        .e164()
        .filter(|_| whole.is_number())
        .map(Reason::OtherReading);
    if rest
        .iter()
        .all(|piece| piece.len() <= MAX_LAST_DIGITS && is_digits(piece))
    {
        let mut parts = vec![(run, first_read)];
        doubt(&mut parts, Reason::ShortTail);
        if let Some(other) = other {
            doubt(&mut parts, other);
        }
        return Some(parts);
    }
    let mut parts = vec![(*first, first_read)];
    for piece in rest {
        parts.push((piece, number_of_its_own(piece, home)?));
    }
    if let Some(other) = other {
        doubt(&mut parts, other);
    }
    Some(parts)
}

/// Between any two groups, so that every part is a number; says so when there are several ways.
fn at_groups(run: &str, home: Region) -> Option<Vec<Read<'_>>> {
    let groups = groups(run);
    if !(2..=MAX_GROUPS).contains(&groups.len()) || count_digits(run) > MAX_RUN {
        return None;
    }
    let mut ways = Vec::new();
    cut(run, &groups, home, &mut Vec::new(), &mut ways);
    let several = ways.len() > 1;
    // Two numbers of one person are mostly of one length.
    let mut parts = ways.into_iter().min_by_key(|way| {
        let lengths = || way.iter().map(|(piece, _)| count_digits(piece));
        (
            lengths().max().unwrap_or(0) - lengths().min().unwrap_or(0),
            way.len(),
        )
    })?;
    if several {
        doubt(&mut parts, Reason::UnclearSplit);
    }
    Some(parts)
}

/// Collects every way to cut the groups into two or more numbers.
fn cut<'t>(
    run: &'t str,
    groups: &[(usize, usize)],
    home: Region,
    taken: &mut Vec<Read<'t>>,
    ways: &mut Vec<Vec<Read<'t>>>,
) {
    const MAX_WAYS: usize = 8;
    let Some((start, _)) = groups.first() else {
        if taken.len() > 1 {
            ways.push(taken.clone());
        }
        return;
    };
    for (index, (_, end)) in groups.iter().enumerate() {
        let piece = run.get(*start..*end).unwrap_or_default();
        let digits = count_digits(piece);
        if digits > LONGEST || ways.len() >= MAX_WAYS {
            return;
        }
        // What is left must be long enough to be a number, or nothing.
        if digits < MIN_DIGITS || taken.is_empty() && index + 1 == groups.len() {
            continue;
        }
        if let Some(resolved) = number_of_its_own(piece, home) {
            taken.push((piece, resolved));
            cut(
                run,
                groups.get(index + 1..).unwrap_or_default(),
                home,
                taken,
                ways,
            );
            taken.pop();
        }
    }
}

/// A number whose last group is an extension: certain after a dash, likely after a space.
fn with_tail(run: &str, home: Region) -> Option<Resolved> {
    let (number, extension) = tail(run, MAX_TAIL)?;
    let mut resolved = number_of_its_own(number, home)?;
    resolved.extend(extension);
    if !run.ends_with(&format!("-{extension}")) {
        resolved.doubt(Reason::LeftoverDigits);
    }
    Some(resolved)
}

/// At spaces and slashes when every piece is as long as a number and at least one is valid.
fn with_invalid(run: &str, home: Region) -> Option<Vec<Read<'_>>> {
    let mut parts = Vec::new();
    for piece in run.split([' ', '/']).filter(|piece| !piece.is_empty()) {
        if count_digits(piece) < MIN_DIGITS {
            return None;
        }
        parts.push((piece, resolve(piece, home)));
    }
    parts
        .iter()
        .any(|(_, resolved)| resolved.is_number())
        .then_some(parts)
}

fn number_of_its_own(piece: &str, home: Region) -> Option<Resolved> {
    (count_digits(piece) >= MIN_DIGITS)
        .then(|| resolve(piece, home))
        .filter(Resolved::is_number)
}

fn doubt(parts: &mut [Read<'_>], reason: Reason) {
    for (_, resolved) in parts {
        resolved.doubt(reason);
    }
}

/// Where each group of digits begins (with its plus and bracket) and ends, in bytes.
fn groups(run: &str) -> Vec<(usize, usize)> {
    let mut groups = Vec::new();
    let mut start = None;
    for (at, byte) in run.bytes().enumerate() {
        match (byte, start) {
            (b'0'..=b'9' | b'+' | b'(', None) => start = Some(at),
            (b'0'..=b'9', Some(_)) => {}
            (_, Some(from)) if !matches!(byte, b'+' | b'(') => {
                groups.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    groups.extend(start.map(|from| (from, run.len())));
    groups
}

/// Takes off the count of a list: `1. 13800138000`, `2) …`.
fn without_count(run: &str) -> &str {
    match run.as_bytes() {
        [b'1'..=b'9', b'.' | b')', b' ', ..] => run.get(3..).unwrap_or(run).trim_start(),
        _ => run,
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn count_digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}
