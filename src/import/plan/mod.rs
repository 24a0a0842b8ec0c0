//! Decides, row by row and in order, what each draft means for the book.

mod addition;
mod decision;
mod example;
mod existing;
mod fingerprint;
mod index;
mod keys;
mod meet;
mod names;
mod planner;
mod prepared;
mod rules;

pub use decision::{Additions, Decision, Policy, SetValue, Value};
pub use example::Example;
pub use existing::Existing;
pub use meet::meet;
pub use planner::Planner;
pub use prepared::{Prepared, Preparer};
pub use rules::{MatchBy, MatchKeys, Rules, Slots, can_overwrite};
