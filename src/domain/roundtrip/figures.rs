//! Texts that a spreadsheet reads as a number, as exact decimals of any length.

/// A spreadsheet keeps so many digits of a number.
pub(super) const EXACT: usize = 15;

/// A number as its significant digits: `0.d₁d₂d₃… × 10^exponent`, without zeros at either end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    pub(super) is_negative: bool,
    pub(super) digits: Vec<u8>,
    pub(super) exponent: i64,
}

/// How a number is written.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a trait of its own, in any combination"
)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) has_plus: bool,
    pub(super) has_leading_zero: bool,
    pub(super) has_fraction: bool,
    pub(super) is_scientific: bool,
    /// Thousands apart, a currency sign, a percent sign.
    pub(super) is_dressed: bool,
    /// Digits of the mantissa, as many as are written.
    pub(super) digits: usize,
}

/// Reads `+8613800138000`, `007`, `1.50`, `-2`, `1,234.5`, `8.61381E+12`, `50%` or `¥1,234.00`.
pub(super) fn read(text: &str) -> Option<(Figure, Form)> {
    let mut form = Form::default();
    let bare = text.trim_matches(['¥', '￥', '$', '€', '£']);
    let (bare, percent) = bare
        .strip_suffix('%')
        .map_or((bare, false), |bare| (bare, true));
    form.is_dressed = bare.len() != text.len();
    let (is_negative, bare) = bare
        .strip_prefix('-')
        .map_or((false, bare), |bare| (true, bare));
    let bare = match bare.strip_prefix('+') {
        Some(bare) => {
            form.has_plus = true;
            bare
        }
        None => bare,
    };
    let (mantissa, power) = match bare.split_once(['e', 'E']) {
        Some((mantissa, power)) => {
            form.is_scientific = true;
            let sign = power.strip_prefix(['+', '-']).unwrap_or(power);
            let is_short = (1..=4).contains(&sign.len());
            if !is_short || !is_digits(sign) {
                return None;
            }
            (
                mantissa,
                power
                    .strip_prefix('+')
                    .unwrap_or(power)
                    .parse::<i64>()
                    .ok()?,
            )
        }
        None => (bare, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    form.has_fraction = mantissa.contains('.');
    let joined;
    let whole = if whole.contains(',') {
        let mut groups = whole.split(',');
        let first = groups.next().unwrap_or_default();
        let fits = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
        if !fits {
            return None;
        }
        form.is_dressed = true;
        joined = whole.replace(',', "");
        joined.as_str()
    } else {
        whole
    };
    if whole.is_empty() || !is_digits(whole) || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    form.has_leading_zero = whole.len() > 1 && whole.starts_with('0');
    form.digits = whole.len() + fraction.len();
    let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
    let leading = digits.iter().take_while(|digit| **digit == b'0').count();
    digits.drain(..leading);
    while digits.last() == Some(&b'0') {
        digits.pop();
    }
    let length = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    let mut exponent = length(whole.len()) - length(leading) + power;
    if percent {
        exponent -= 2;
    }
    if digits.is_empty() {
        exponent = 0;
    }
    Some((
        Figure {
            is_negative: is_negative && !digits.is_empty(),
            digits,
            exponent,
        },
        form,
    ))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl Figure {
    /// The number with so many digits, the rest cut off.
    pub(super) fn cut(&self, digits: usize) -> Self {
        let mut cut = self.clone();
        cut.digits.truncate(digits);
        while cut.digits.last() == Some(&b'0') {
            cut.digits.pop();
        }
        cut
    }

    /// The number rounded to so many digits.
    pub(super) fn rounded(&self, digits: usize) -> Self {
        let mut rounded = self.cut(digits);
        if self.digits.get(digits).is_none_or(|next| *next < b'5') {
            return rounded;
        }
        rounded.digits.resize(digits, b'0');
        for place in rounded.digits.iter_mut().rev() {
            if *place < b'9' {
                *place += 1;
                return rounded.cut(digits);
            }
            *place = b'0';
        }
        // All of them were nines.
        Self {
            digits: vec![b'1'],
            exponent: rounded.exponent + 1,
            ..rounded
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    fn shown(figure: &Figure) -> String {
        let sign = if figure.is_negative { "-" } else { "" };
        let digits = String::from_utf8(figure.digits.clone()).unwrap();
        format!("{sign}{digits}e{}", figure.exponent)
    }

    #[test]
    fn numbers_are_read_exactly() {
        let check = |text: &str, expected: Option<&str>| {
            let figure = read(text).map(|(figure, _)| shown(&figure));
            assert_eq!(figure.as_deref(), expected, "{text}");
        };
        check("+8613800138000", Some("8613800138e13"));
        check("8613800138000.0", Some("8613800138e13"));
        check("8.613800138E+12", Some("8613800138e13"));
        check("007", Some("7e1"));
        check("1,234.50", Some("12345e4"));
        check("-0.05", Some("-5e-1"));
        check("0", Some("e0"));
        check("00.0", Some("e0"));
        check("50%", Some("5e0"));
        check("¥1,234.00", Some("1234e4"));
        check("1E5", Some("1e6"));
        check("1e-5", Some("1e-4"));
        check("110101199003070033", Some("110101199003070033e18"));
        for text in [
            "", "+", "a", "1a", "1,23", "1.2.3", "E5", "1E", "1E12345", "13 800", "１",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn numbers_are_cut_and_rounded() {
        let check = |text: &str, digits: usize, cut: &str, rounded: &str| {
            let (figure, _) = read(text).unwrap();
            assert_eq!(shown(&figure.cut(digits)), cut, "{text}");
            assert_eq!(shown(&figure.rounded(digits)), rounded, "{text}");
        };
        check("8613812345678", 6, "861381e13", "861381e13");
        check("8613816345678", 6, "861381e13", "861382e13");
        check("1999", 3, "199e4", "2e4");
        check("9999", 2, "99e4", "1e5");
        check("12", 5, "12e2", "12e2");
        check("1004", 3, "1e4", "1e4");
    }
}
