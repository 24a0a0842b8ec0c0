//! What a card says, and the columns it is shown in.

use super::line::Property;

/// Values of one kind of a card: numbers, addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Entry {
    group: String,
    label: String,
    /// Before the others.
    is_preferred: bool,
    values: Vec<String>,
}

/// One card.
#[derive(Debug, Default)]
pub(super) struct Card {
    pub(super) uid: String,
    pub(super) is_group: bool,
    /// Ids of the cards in this group.
    pub(super) members: Vec<String>,
    pub(super) tags: Vec<String>,
    shown: String,
    /// Family, given, additional, prefix, suffix.
    parts: Vec<String>,
    company: String,
    department: String,
    job: String,
    nickname: String,
    birthday: String,
    website: String,
    notes: Vec<String>,
    phones: Vec<Entry>,
    faxes: Vec<String>,
    emails: Vec<Entry>,
    addresses: Vec<Entry>,
    /// Labels that stand in lines of their own, by group.
    labels: Vec<(String, String)>,
}

/// How many columns of each kind the cards of a file need.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape {
    phones: usize,
    emails: usize,
    addresses: usize,
}

/// Columns that every file of cards has.
const HEADERS: [&str; 13] = [
    "Formatted Name",
    "Family Name",
    "Given Name",
    "Additional Name",
    "Organization",
    "Department",
    "Job Title",
    "Nickname",
    "Birthday",
    "Categories",
    "Notes",
    "Website",
    "Fax",
];
const OF_ADDRESS: [&str; 6] = [
    "Street",
    "Extended Address",
    "City",
    "Region",
    "Postal Code",
    "Country",
];
/// Values of one kind and card that are kept apart; more are joined into the last.
const MOST: usize = 40;

impl Shape {
    pub(super) fn grow(&mut self, card: &Card) {
        self.phones = self.phones.max(card.phones.len()).min(MOST);
        self.emails = self.emails.max(card.emails.len()).min(MOST);
        self.addresses = self.addresses.max(card.addresses.len()).min(MOST);
    }

    pub(super) fn headers(self) -> Vec<String> {
        let mut headers: Vec<String> = HEADERS.map(str::to_owned).to_vec();
        for number in 1..=self.phones.max(1) {
            headers.push(format!("Phone {number} - Label"));
            headers.push(format!("Phone {number} - Value"));
        }
        for number in 1..=self.emails.max(1) {
            headers.push(format!("E-mail {number} - Label"));
            headers.push(format!("E-mail {number} - Value"));
        }
        for number in 1..=self.addresses {
            for part in OF_ADDRESS {
                headers.push(format!("Address {number} - {part}"));
            }
        }
        headers
    }

    /// The cells under [`Shape::headers`].
    pub(super) fn cells(self, card: &Card) -> Vec<String> {
        let part = |index: usize| {
            let part = card.parts.get(index).filter(|part| !card.is_value(part));
            part.cloned().unwrap_or_default()
        };
        let mut cells = vec![
            card.own_name(),
            part(0),
            part(1),
            part(2),
            card.company.clone(),
            card.department.clone(),
            card.job.clone(),
            card.nickname.clone(),
            card.birthday.clone(),
            card.tags.join("; "),
            card.notes.join("\n"),
            card.website.clone(),
            card.faxes.join("; "),
        ];
        let pairs = |entries: &[Entry], count: usize, cells: &mut Vec<String>| {
            let ordered = ordered(entries);
            for index in 0..count {
                let entry = ordered.get(index);
                let mut value = entry
                    .and_then(|entry| entry.values.first())
                    .cloned()
                    .unwrap_or_default();
                if index + 1 == MOST {
                    for more in ordered.iter().skip(MOST).flat_map(|entry| &entry.values) {
                        value.push_str("; ");
                        value.push_str(more);
                    }
                }
                cells.push(entry.map(|entry| card.label(entry)).unwrap_or_default());
                cells.push(value);
            }
        };
        pairs(&card.phones, self.phones.max(1), &mut cells);
        pairs(&card.emails, self.emails.max(1), &mut cells);
        let addresses = ordered(&card.addresses);
        for index in 0..self.addresses {
            let values = addresses.get(index).map(|entry| entry.values.as_slice());
            for part in 0..OF_ADDRESS.len() {
                let value = values.and_then(|values| values.get(part));
                cells.push(value.cloned().unwrap_or_default());
            }
        }
        cells
    }
}

/// Preferred ones first, otherwise as they stand.
fn ordered(entries: &[Entry]) -> Vec<&Entry> {
    let (first, rest): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| entry.is_preferred);
    [first, rest].concat()
}

impl Card {
    /// Takes a property in; whether anything of it is kept.
    pub(super) fn take(&mut self, property: Property) -> bool {
        let fill = |target: &mut String, text: String| {
            if target.is_empty() {
                text.trim().clone_into(target);
            }
        };
        match property.name.as_str() {
            "FN" => fill(&mut self.shown, property.text()),
            "N" if self.parts.is_empty() => self.parts = property.parts(';'),
            "ORG" => {
                let mut parts = property.parts(';').into_iter();
                fill(&mut self.company, parts.next().unwrap_or_default());
                let rest: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
                fill(&mut self.department, rest.join(" "));
            }
            "TITLE" | "ROLE" => fill(&mut self.job, property.text()),
            "NICKNAME" | "X-NICKNAME" => fill(&mut self.nickname, property.text()),
            "BDAY" => fill(&mut self.birthday, birthday(&property)),
            "CATEGORIES" | "X-CATEGORIES" | "X-GROUP" => {
                let tags = property.parts(',').into_iter();
                self.tags.extend(tags.filter(|tag| !tag.is_empty()));
            }
            "NOTE" => self.notes.push(property.text().trim().to_owned()),
            "URL" => fill(&mut self.website, property.text()),
            "UID" => fill(&mut self.uid, member_id(&property.text())),
            "KIND" | "X-ADDRESSBOOKSERVER-KIND" => {
                self.is_group = property.value.trim().eq_ignore_ascii_case("group");
            }
            "MEMBER" | "X-ADDRESSBOOKSERVER-MEMBER" => {
                self.members.push(member_id(&property.text()));
            }
            "X-ABLABEL" => {
                let text = property.text();
                let label = text
                    .trim()
                    .trim_start_matches("_$!<")
                    .trim_end_matches(">!$_");
                self.labels.push((property.group, label.to_owned()));
            }
            "TEL" => self.take_number(&property),
            name if name.starts_with("PHONE") => self.take_number(&property),
            "EMAIL" => {
                let text = property.text();
                let value = text.trim();
                let value = value.strip_prefix("mailto:").unwrap_or(value);
                if !value.is_empty() {
                    let values = vec![value.to_owned()];
                    self.emails.push(Entry::of(&property, values));
                }
            }
            "ADR" => self.take_address(&property),
            _ => return false,
        }
        true
    }

    fn take_number(&mut self, property: &Property) {
        let value = number(&property.text());
        if value.is_empty() {
            return;
        }
        let is_other = |word: &String| matches!(word.as_str(), "fax" | "pager");
        if property.types().any(|word| is_other(&word)) {
            self.faxes.push(value);
        } else {
            self.phones.push(Entry::of(property, vec![value]));
        }
    }

    fn take_address(&mut self, property: &Property) {
        let parts = property.parts(';');
        let part = |index: usize| parts.get(index).cloned().unwrap_or_default();
        let street = match (part(0), part(2)) {
            (post_box, street) if post_box.is_empty() => street,
            (post_box, street) if street.is_empty() => post_box,
            (post_box, street) => format!("{street} {post_box}"),
        };
        let values = vec![street, part(1), part(3), part(4), part(5), part(6)];
        if values.iter().any(|value| !value.is_empty()) {
            self.addresses.push(Entry::of(property, values));
        }
    }

    /// What the card calls itself.
    pub(super) fn name(&self) -> String {
        if self.shown.is_empty() {
            self.parts.join(" ").trim().to_owned()
        } else {
            self.shown.clone()
        }
    }

    /// A card must show a name; where it has none that is its number, its address or its company.
    fn own_name(&self) -> String {
        let shown = &self.shown;
        let has_parts = |part: &String| !part.is_empty() && !self.is_value(part);
        if self.parts.iter().any(has_parts) {
            return shown.clone();
        }
        if same(&self.company, shown) || self.is_value(shown) {
            return String::new();
        }
        shown.clone()
    }

    /// Whether the text is only a number or an address that the card has anyway.
    fn is_value(&self, text: &str) -> bool {
        let entries = self.phones.iter().chain(&self.emails);
        let mut values = entries.flat_map(|entry| &entry.values);
        values.any(|value| same(value, text))
    }

    fn label(&self, entry: &Entry) -> String {
        let own = self
            .labels
            .iter()
            .find(|(group, label)| !group.is_empty() && *group == entry.group && !label.is_empty());
        own.map_or_else(|| entry.label.clone(), |(_, label)| label.clone())
    }
}

impl Entry {
    fn of(property: &Property, values: Vec<String>) -> Self {
        let mut label = String::new();
        let mut is_preferred = property.parameter("PREF") == Some("1");
        for word in property.types() {
            // Home or work says more than that it is a mobile.
            match word.as_str() {
                "pref" => is_preferred = true,
                "home" | "work" => label = word,
                "cell" | "iphone" if label.is_empty() => "mobile".clone_into(&mut label),
                "main" | "other" if label.is_empty() => label = word,
                _ => {
                    if let Some(own) = word.strip_prefix("x-")
                        && label.is_empty()
                    {
                        own.clone_into(&mut label);
                    }
                }
            }
        }
        Self {
            group: property.group.clone(),
            label,
            is_preferred,
            values,
        }
    }
}

fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let a = plain(a);
    !a.is_empty() && a == plain(b)
}

/// `tel:+33-1;ext=12` → `+33-1 ext 12`; what is dialled after a pause is an extension, too.
fn number(text: &str) -> String {
    let text = text.trim();
    let text = match text.get(..4) {
        Some(scheme) if scheme.eq_ignore_ascii_case("tel:") => text.get(4..).unwrap_or_default(),
        _ => text,
    };
    let is_pause = |c: char| matches!(c, ',' | ';' | 'p' | 'P' | 'w' | 'W');
    let Some((first, rest)) = text.split_once(is_pause) else {
        return text.to_owned();
    };
    let rest = rest.trim_start_matches(is_pause);
    let rest = rest.split(';').find_map(|part| match part.split_once('=') {
        Some((name, value)) => name.eq_ignore_ascii_case("ext").then_some(value),
        None => Some(part),
    });
    let extension = rest.unwrap_or_default().trim_matches(['#', ' ', '*']);
    let is_short = (1..=8).contains(&extension.len());
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let is_number = first.bytes().filter(u8::is_ascii_digit).count() >= 5;
    if is_number && extension.is_empty() {
        first.trim().to_owned()
    } else if is_number && is_short && digits(extension) {
        format!("{} ext {extension}", first.trim())
    } else {
        text.to_owned()
    }
}

/// The day in the one form without a year: `--05-09`.
fn birthday(property: &Property) -> String {
    let text = property.text();
    let text = text.trim();
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    // Apple writes a year of its own where there is none.
    let omitted = property.parameter("X-APPLE-OMIT-YEAR");
    let without_year = day
        .strip_prefix("--")
        .or_else(|| day.strip_prefix(omitted?)?.strip_prefix('-'));
    let Some(rest) = without_year else {
        return day.to_owned();
    };
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    match (digits.get(..2), digits.get(2..4)) {
        (Some(month), Some(of_month)) => format!("--{month}-{of_month}"),
        _ => text.to_owned(),
    }
}

fn member_id(text: &str) -> String {
    text.trim().trim_start_matches("urn:uuid:").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_freed_of_what_phones_add() {
        let check = |text: &str, expected: &str| assert_eq!(number(text), expected, "{text}");
        check("tel:+33-01-23-45-67", "+33-01-23-45-67");
        check("tel:+8613800138000;ext=12", "+8613800138000 ext 12");
        check("tel:+8613800138000;phone-context=x", "+8613800138000");
        check("01088886666,,123#", "01088886666 ext 123");
        check("138 0013 8000", "138 0013 8000");
        check("13800138000,13900139000", "13800138000,13900139000");
        check("WhatsApp", "WhatsApp");
    }

    #[test]
    fn birthdays_in_every_edition() {
        let check = |line: &[u8], expected: &str| {
            let found = Property::parse(line, encoding_rs::UTF_8).map(|line| birthday(&line));
            assert_eq!(found.as_deref(), Some(expected));
        };
        check(b"BDAY:1990-05-09", "1990-05-09");
        check(b"BDAY:19900509", "19900509");
        check(b"BDAY:1990-05-09T00:00:00Z", "1990-05-09");
        check(b"BDAY:--0509", "--05-09");
        check(b"BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-09", "--05-09");
    }
}
