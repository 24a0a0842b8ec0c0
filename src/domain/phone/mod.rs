//! Phone numbers: what one messy cell means, and what a number tells of itself offline.
//!
//! A cell goes through three steps. `text` makes one alphabet of it (any script's digits become
//! `0`-`9`, invisible characters and spreadsheet wrappers go), `token` and `cell` find the
//! numbers, labels and extensions in it, and `resolve` asks the `engine` what each number is,
//! both ways where two readings are possible. `fast` answers for the plain Chinese mobile
//! numbers that fill most sheets without any of that.

mod cell;
mod engine;
mod fast;
mod notation;
mod number;
mod place;
mod reading;
mod resolve;
mod split;
mod table;
mod text;
mod token;
mod zone;

pub use cell::read_cell;
pub use engine::{display, national_format};
pub use number::{E164, NumberKind, NumberStatus, Region};
pub use place::{Place, PlaceLanguage, country_name, original_carrier, place};
pub use reading::{CellReading, PartReading, PhoneReading, Reason};
pub use zone::time_zones;
