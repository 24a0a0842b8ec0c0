//! Decides, row by row and in order, what each draft means for the book.

mod addition;
mod decision;
mod example;
mod existing;
mod fingerprint;
mod index;
mod names;
mod planner;

pub use decision::{Additions, Decision, Policy, SetValue, Value};
pub use example::Example;
pub use existing::Existing;
pub use planner::Planner;
