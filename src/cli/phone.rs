//! `haobu phone`: what messy cells with phone numbers mean, one cell per line.

use std::io::BufRead as _;

use serde_json::{Value, json};

use super::args::country;
use super::{Console, Failure, Outcome};
use crate::domain::phone::{CellReading, PhoneReading, Reason, Region, read_cell};
use crate::i18n::{Language, line_kind, number_status};
use crate::text;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, default_value = "CN", value_parser = country, value_name = "CC")]
    country: Region,
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Result<Outcome, Failure> {
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let read = console.input.read_until(b'\n', &mut bytes);
        if read.map_err(Failure::Input)? == 0 {
            return Ok(Outcome::Done);
        }
        let cell = String::from_utf8_lossy(&bytes);
        let cell = cell.strip_suffix('\n').unwrap_or(&cell);
        let cell = cell.strip_suffix('\r').unwrap_or(cell);
        let reading = read_cell(cell, args.country);
        let line = if args.json {
            as_json(cell, &reading).to_string()
        } else {
            as_text(console.language, cell, &reading)
        };
        console.line(&line)?;
    }
}

fn as_json(cell: &str, reading: &CellReading) -> Value {
    let numbers: Vec<Value> = readings(reading).map(number_as_json).collect();
    let reasons: Vec<String> = reading.reasons.iter().map(|reason| reason.word()).collect();
    json!({
        "input": cell,
        "status": reading.status.word(),
        "numbers": numbers,
        "reasons": reasons,
    })
}

fn number_as_json(number: &PhoneReading) -> Value {
    json!({
        "e164": number.e164.to_string(),
        "valid": number.valid,
        "type": number.kind.word(),
        "region": number.region.as_ref().map(Region::as_str),
        "national": number.national_format(),
        "extension": number.extension,
    })
}

/// The cell, what it is, and every number in it, with tabs between.
fn as_text(language: Language, cell: &str, reading: &CellReading) -> String {
    let mut parts = vec![
        cell.trim().replace('\t', " "),
        number_status(language, reading.status),
    ];
    for number in readings(reading) {
        let kind = line_kind(language, number.kind);
        let region = number.region.as_ref().map_or("", Region::as_str);
        let mut part = format!("{} {kind} {region}", number.e164);
        if !number.extension.is_empty() {
            let extension = number.extension.as_str();
            part.push(' ');
            part.push_str(&text!(language, "phone-extension", extension = extension));
        }
        parts.push(part);
    }
    for reason in &reading.reasons {
        if let Reason::OtherReading(other) = reason {
            let number = other.to_string();
            parts.push(text!(language, "phone-other-reading", number = number));
        }
    }
    parts.join("\t")
}

fn readings(reading: &CellReading) -> impl Iterator<Item = &PhoneReading> {
    reading
        .numbers
        .iter()
        .filter_map(|part| part.reading.as_ref())
}
