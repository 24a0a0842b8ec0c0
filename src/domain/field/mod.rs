//! Custom fields: what a definition says, and the one form in which values of each kind are kept.

mod birthday;
mod definition;
mod value;

pub use birthday::{AGE_BANDS, Birthday, age_band};
pub use definition::{FieldDefinition, ReadyMade};
pub use value::canonical;
