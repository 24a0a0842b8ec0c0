//! Consent: the ledger's entries, the scopes they cover and the state they fold to.

mod event;
mod fold;
mod scope;

pub use event::{Event, EventKind, Grade, Method, NewEvent, Point};
pub use fold::{Standing, State, fold, trace};
pub use scope::{Channel, Cover, Purpose, Scope};
