//! One line of a vCard: escaped, folded and ended as the standard asks.

/// Most octets of a line, without its end (RFC 2426 section 2.6, RFC 6350 section 3.2).
const WIDTH: usize = 75;

/// A property on its way.
pub(super) struct Line {
    text: String,
}

impl Line {
    pub(super) fn new(property: &str) -> Self {
        Self {
            text: property.to_owned(),
        }
    }

    /// Adds a parameter; both are words of the standard.
    pub(super) fn parameter(mut self, name: &str, value: &str) -> Self {
        self.text.extend([";", name, "=", value]);
        self
    }

    /// Sets a value that needs no escaping.
    pub(super) fn raw(mut self, value: &str) -> Self {
        self.text.extend([":", value]);
        self
    }

    /// Sets a value of one text.
    pub(super) fn text(self, value: &str) -> Self {
        self.joined(&[value], "")
    }

    /// Sets a value of several parts with fixed places.
    pub(super) fn components(self, values: &[&str]) -> Self {
        self.joined(values, ";")
    }

    /// Sets a value of any number of texts.
    pub(super) fn list(self, values: &[&str]) -> Self {
        self.joined(values, ",")
    }

    /// Appends the line to a card.
    pub(super) fn end(self, card: &mut String) {
        let mut width = 0;
        for c in self.text.chars() {
            if width + c.len_utf8() > WIDTH {
                card.push_str("\r\n ");
                width = 1;
            }
            card.push(c);
            width += c.len_utf8();
        }
        card.push_str("\r\n");
    }

    fn joined(mut self, values: &[&str], separator: &str) -> Self {
        let mut before = ":";
        for value in values {
            self.text.push_str(before);
            escape(value, &mut self.text);
            before = separator;
        }
        self
    }
}

/// Line ends become `\n`; other control characters, which a vCard cannot hold, a blank.
fn escape(value: &str, into: &mut String) {
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\n' => into.push_str("\\n"),
            '\\' | ';' | ',' => into.extend(['\\', c]),
            '\t' => into.push(c),
            c if c.is_control() => into.push(' '),
            c => into.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_escaped() {
        let check = |value: &str, expected: &str| {
            let mut card = String::new();
            Line::new("NOTE").text(value).end(&mut card);
            assert_eq!(card, format!("NOTE:{expected}\r\n"));
        };
        check("", "");
        check("a:b", "a:b");
        check("a;b,c\\d", "a\\;b\\,c\\\\d");
        check("a\nb\r\nc\rd", "a\\nb\\nc\\nd");
        check("a\u{7}b\tc", "a b\tc");
    }

    #[test]
    fn parts_and_lists_keep_their_separators() {
        let mut card = String::new();
        Line::new("N").components(&["a;b", "", "c"]).end(&mut card);
        Line::new("CATEGORIES").list(&["a,b", "c"]).end(&mut card);
        Line::new("TEL")
            .parameter("TYPE", "CELL")
            .raw("+1")
            .end(&mut card);
        assert_eq!(
            card,
            "N:a\\;b;;c\r\nCATEGORIES:a\\,b,c\r\nTEL;TYPE=CELL:+1\r\n"
        );
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let check = |value: &str, lengths: &[usize]| {
            let mut card = String::new();
            Line::new("N").raw(value).end(&mut card);
            let lines: Vec<&str> = card.split_terminator("\r\n").collect();
            let found: Vec<usize> = lines.iter().map(|line| line.len()).collect();
            assert_eq!(found, lengths);
            assert!(lines.iter().skip(1).all(|line| line.starts_with(' ')));
            assert_eq!(card.replace("\r\n ", ""), format!("N:{value}\r\n"));
        };
        check(&"a".repeat(73), &[75]);
        check(&"a".repeat(74), &[75, 2]);
        check(&"a".repeat(73 + 74 + 1), &[75, 75, 2]);
        // 2 + 24 × 3 octets; one more character would make 77.
        check(&"字".repeat(25), &[74, 4]);
        check(&"𠮷".repeat(19), &[74, 5]);
    }
}
