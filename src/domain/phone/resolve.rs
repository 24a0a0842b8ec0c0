//! What one run of digits is: a number, two possible numbers, a relay number, or none.

use super::{
    E164, NumberKind, NumberStatus, PhoneReading, Reason, Region, engine, engine::Parsed, fast,
};

/// The reading of one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Resolved {
    pub(super) status: NumberStatus,
    pub(super) reading: Option<PhoneReading>,
    pub(super) reasons: Vec<Reason>,
}

/// No plan has numbers of more than 17 national digits; a relay number adds four.
const MAX_DIGITS: usize = 24;
/// From this length on, digits without a leading zero are likelier foreign than of a fixed line.
const FOREIGN_LENGTH: usize = 12;
const CHINA: Region = Region(*b"CN");

impl Resolved {
    pub(super) fn failed(status: NumberStatus, reason: Reason) -> Self {
        Self {
            status,
            reading: None,
            reasons: vec![reason],
        }
    }

    pub(super) fn is_number(&self) -> bool {
        self.status.has_e164()
    }

    pub(super) fn e164(&self) -> Option<E164> {
        self.reading.as_ref().map(|reading| reading.e164)
    }

    /// Makes a sure reading an ambiguous one; leaves all others as they are.
    pub(super) fn doubt(&mut self, reason: Reason) {
        if self.status == NumberStatus::Ok {
            self.status = NumberStatus::Ambiguous;
        }
        self.reasons.push(reason);
    }

    /// Gives the number its extension, unless it has one.
    pub(super) fn extend(&mut self, extension: &str) {
        if let Some(reading) = &mut self.reading
            && reading.extension.is_empty()
        {
            extension.clone_into(&mut reading.extension);
            self.reasons.push(Reason::Extension);
        }
    }

    fn read(status: NumberStatus, parsed: Parsed) -> Self {
        let Parsed {
            e164,
            valid,
            kind,
            region,
        } = parsed;
        let reading = PhoneReading {
            e164,
            valid,
            kind,
            region,
            extension: String::new(),
        };
        Self {
            status,
            reading: Some(reading),
            reasons: Vec::new(),
        }
    }

    fn ambiguous(kept: Parsed, reason: Reason) -> Self {
        let mut resolved = Self::read(NumberStatus::Ambiguous, kept);
        resolved.reasons.push(reason);
        resolved
    }
}

/// Reads one number; punctuation between its digits means nothing here.
pub(super) fn resolve(number: &str, home: Region) -> Resolved {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let first = number.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let plus = number.get(..first).is_some_and(|head| head.contains('+'));
    if digits.len() > MAX_DIGITS {
        return Resolved::failed(NumberStatus::Invalid, Reason::TooLong);
    }
    if let Some(relay) = relay(&digits, plus, home) {
        return relay;
    }
    if plus {
        international(&digits, home)
    } else {
        national(&digits, home)
    }
}

/// A Chinese mobile number and four more digits: what marketplaces print instead of a number.
fn relay(digits: &str, plus: bool, home: Region) -> Option<Resolved> {
    let line = match digits.len() {
        15 if !plus && home == CHINA => digits,
        17 if plus || home == CHINA => digits.strip_prefix("86")?,
        19 if !plus && home == CHINA => digits.strip_prefix("0086")?,
        _ => return None,
    };
    let (mobile, tail) = line.split_at_checked(11)?;
    if !mobile.parse().is_ok_and(fast::is_mobile) {
        return None;
    }
    let parsed = engine::parse(&format!("+86{mobile}"), None)?;
    let mut resolved = Resolved::read(NumberStatus::Relay, parsed);
    resolved.reasons.push(Reason::Relay);
    if let Some(reading) = &mut resolved.reading {
        tail.clone_into(&mut reading.extension);
    }
    Some(resolved)
}

fn international(digits: &str, home: Region) -> Resolved {
    let parsed = engine::parse(&format!("+{digits}"), Some(home));
    if let Some(parsed) = parsed.filter(|parsed| parsed.valid) {
        return Resolved::read(NumberStatus::Ok, parsed);
    }
    let other = digits.strip_prefix("00").and_then(abroad);
    other.map_or_else(
        || invalid(parsed, digits),
        |other| Resolved::ambiguous(other, Reason::ForeignPrefix),
    )
}

fn national(digits: &str, home: Region) -> Resolved {
    let direct = engine::parse(digits, Some(home));
    let code = engine::home_country_code(home).map(|code| code.to_string());
    if let Some(code) = &code
        && digits.starts_with(code.as_str())
    {
        return both_ways(direct, digits, code);
    }
    if let Some(direct) = direct.filter(|direct| direct.valid) {
        return at_home(direct, digits);
    }
    let other_prefix = ["00", "011"]
        .into_iter()
        .find_map(|prefix| digits.strip_prefix(prefix))
        .and_then(abroad)
        .or_else(|| {
            // 086-138…: a zero before the home country's code.
            let rest = digits.strip_prefix('0')?;
            rest.starts_with(code.as_deref()?)
                .then_some(rest)
                .and_then(abroad)
        });
    if let Some(other) = other_prefix {
        return Resolved::ambiguous(other, Reason::ForeignPrefix);
    }
    // Another country's code without plus. Only for lines that may be mobile, as fixed numbers of
    // free length would make a number of almost any slip; and a leading 1 or 7 proves nothing: a
    // mistyped Chinese mobile number would become an American one.
    if !digits.starts_with(['1', '7'])
        && let Some(other) = abroad(digits).filter(|other| other.kind.may_be_mobile())
    {
        return Resolved::ambiguous(other, Reason::MissingPlus);
    }
    invalid(direct, digits)
}

/// A valid number of the home country. Where fixed lines have any length, digits without the
/// leading zero may as well be a foreign mobile number without its plus.
fn at_home(direct: Parsed, digits: &str) -> Resolved {
    let foreign = if direct.kind.may_be_mobile() || digits.starts_with(['0', '1', '7']) {
        None
    } else {
        let long = digits.len() >= FOREIGN_LENGTH;
        abroad(digits).filter(|other| long || other.kind == NumberKind::Mobile)
    };
    match foreign {
        None => Resolved::read(NumberStatus::Ok, direct),
        Some(other) if digits.len() >= FOREIGN_LENGTH => {
            Resolved::ambiguous(other, Reason::OtherReading(direct.e164))
        }
        Some(other) => Resolved::ambiguous(direct, Reason::OtherReading(other.e164)),
    }
}

/// Digits that begin with the home country's code: with that code, and without it.
fn both_ways(direct: Option<Parsed>, digits: &str, code: &str) -> Resolved {
    let valid = |parsed: &Parsed| parsed.valid;
    let coded = engine::parse(&format!("+{digits}"), None).filter(valid);
    // The engine has chosen one of the two; only the other is left to ask for.
    let bare = match direct {
        Some(direct) if direct.valid && Some(direct) != coded => Some(direct),
        _ => engine::parse(&format!("+{code}{digits}"), None).filter(valid),
    };
    match (coded, bare) {
        (Some(coded), Some(bare)) if coded.e164 != bare.e164 => {
            let bare_is_mobile =
                bare.kind == NumberKind::Mobile && coded.kind != NumberKind::Mobile;
            let (kept, other) = if bare_is_mobile {
                (bare, coded)
            } else {
                (coded, bare)
            };
            Resolved::ambiguous(kept, Reason::OtherReading(other.e164))
        }
        (Some(parsed), _) | (None, Some(parsed)) => Resolved::read(NumberStatus::Ok, parsed),
        (None, None) => invalid(direct, digits),
    }
}

/// The digits as country code and number, if there is such a number.
fn abroad(digits: &str) -> Option<Parsed> {
    if digits.starts_with('0') {
        return None;
    }
    engine::parse(&format!("+{digits}"), None).filter(|parsed| parsed.valid)
}

fn invalid(parsed: Option<Parsed>, digits: &str) -> Resolved {
    let reason = match digits.len() {
        ..7 => Reason::TooShort,
        16.. => Reason::TooLong,
        _ => Reason::NotInPlan,
    };
    match parsed {
        Some(parsed) => {
            let mut resolved = Resolved::read(NumberStatus::Invalid, parsed);
            resolved.reasons.push(reason);
            resolved
        }
        None => Resolved::failed(NumberStatus::Invalid, reason),
    }
}
