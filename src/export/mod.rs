//! Writes contacts into files that other programs, and this one, read.
//!
//! ```text
//! let mut export = Export::create(path, format, &columns)?;   // a temporary file beside `path`
//! export.write(&contact)?;                                    // once per contact
//! let rows = export.finish()?;                                // flush, fsync, rename, fsync
//!
//! let mut list = Listing::new(format, &columns, &mut out)?;   // the same for a pipe
//! write_json(&contact, &mut out)?;                            // one object, as `list` prints it
//! ```
//!
//! An export that is dropped before it is finished leaves the old file as it was.

mod column;
mod csv;
mod file;
mod json;
mod listing;
mod sheet;
mod stream;
mod vcard;
mod view;

pub use column::{Column, Format};
pub use file::Export;
pub use json::write_json;
pub use listing::Listing;
pub use view::{ExportContact, Standings, number_text};
