//! Contacts as JSON objects, in the shape that `haobu list --format json` promises.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::view::ExportContact;
use crate::domain::consent::{Scope, Standing};
use crate::domain::contact::{Email, Number};
use crate::domain::phone::Region;

/// Writes one contact as one object on one line, without a line end.
///
/// Texts are empty when unknown; `e164` is null when the cell could not be read as a number.
///
/// # Errors
/// Those of `out`.
pub fn write_json(contact: &ExportContact<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(out, &Object::of(contact)).map_err(io::Error::from)
}

/// Contacts one after the other, each on its own line.
pub(super) struct Objects<W> {
    out: W,
    line: Vec<u8>,
    frame: Frame,
    empty: bool,
}

/// What stands around and between the objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// One array: a file that is JSON as a whole.
    Array,
    /// Nothing: every line is JSON, so that a pipe can be read line by line.
    Lines,
}

impl<W: Write> Objects<W> {
    pub(super) const fn new(out: W, frame: Frame) -> Self {
        Self {
            out,
            line: Vec::new(),
            frame,
            empty: true,
        }
    }

    pub(super) fn write(&mut self, contact: &ExportContact<'_>) -> io::Result<()> {
        self.line.clear();
        match (self.frame, self.empty) {
            (Frame::Array, true) => self.line.extend(b"[\n"),
            (Frame::Array, false) => self.line.extend(b",\n"),
            (Frame::Lines, _) => {}
        }
        self.empty = false;
        write_json(contact, &mut self.line)?;
        if self.frame == Frame::Lines {
            self.line.push(b'\n');
        }
        self.out.write_all(&self.line)
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        match (self.frame, self.empty) {
            (Frame::Array, true) => self.out.write_all(b"[]\n")?,
            (Frame::Array, false) => self.out.write_all(b"\n]\n")?,
            (Frame::Lines, _) => {}
        }
        Ok(self.out)
    }
}

#[derive(Serialize)]
struct Object<'a> {
    id: i64,
    r#ref: &'a str,
    name: &'a str,
    company: &'a str,
    numbers: Vec<NumberObject<'a>>,
    emails: Vec<EmailObject<'a>>,
    city: &'a str,
    country: &'a str,
    tags: &'a [&'a str],
    source: &'a str,
    purchases: u32,
    #[serde(serialize_with = "fields")]
    fields: &'a [(&'a str, &'a str)],
}

#[derive(Serialize)]
struct NumberObject<'a> {
    e164: Option<String>,
    raw: &'a str,
    status: &'static str,
    r#type: &'static str,
    region: &'a str,
    place: &'a str,
    label: &'a str,
    #[serde(serialize_with = "consent")]
    consent: &'a [(Scope, Standing)],
}

#[derive(Serialize)]
struct EmailObject<'a> {
    addr: &'a str,
    #[serde(serialize_with = "consent")]
    consent: &'a [(Scope, Standing)],
}

#[derive(Serialize)]
struct StandingObject {
    state: &'static str,
    since: String,
    grade: &'static str,
}

impl<'a> Object<'a> {
    fn of(view: &'a ExportContact<'a>) -> Self {
        let contact = view.contact;
        Self {
            id: contact.id.get(),
            r#ref: &contact.reference,
            name: &contact.name,
            company: &contact.company,
            numbers: (0..)
                .zip(&contact.numbers)
                .map(|(at, number)| NumberObject::of(view, at, number))
                .collect(),
            emails: (0..)
                .zip(&contact.emails)
                .map(|(at, email)| EmailObject::of(view, at, email))
                .collect(),
            city: view.first_address(|address| &address.city),
            country: view.first_address(|address| &address.country),
            tags: &view.tags,
            source: view.source,
            purchases: contact.purchases.count,
            fields: &view.fields,
        }
    }
}

impl<'a> NumberObject<'a> {
    fn of(view: &'a ExportContact<'a>, at: usize, number: &'a Number) -> Self {
        let e164 = number.e164.filter(|_| number.status.has_e164());
        Self {
            e164: e164.map(|e164| e164.to_string()),
            raw: &number.raw,
            status: number.status.word(),
            r#type: number.kind.word(),
            region: number
                .region
                .as_ref()
                .map(Region::as_str)
                .unwrap_or_default(),
            place: view.places.get(at).map(String::as_str).unwrap_or_default(),
            label: &number.label,
            consent: view
                .number_consent
                .get(at)
                .map(Vec::as_slice)
                .unwrap_or_default(),
        }
    }
}

impl<'a> EmailObject<'a> {
    fn of(view: &'a ExportContact<'a>, at: usize, email: &'a Email) -> Self {
        Self {
            addr: &email.addr,
            consent: view
                .email_consent
                .get(at)
                .map(Vec::as_slice)
                .unwrap_or_default(),
        }
    }
}

fn fields<S: Serializer>(pairs: &[(&str, &str)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().copied())
}

fn consent<S: Serializer>(
    standings: &[(Scope, Standing)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(standings.iter().map(|(scope, standing)| {
        let object = StandingObject {
            state: standing.state.word(),
            since: standing.since.to_iso(),
            grade: standing.grade.word(),
        };
        (scope.word(), object)
    }))
}
