//! Pure values and rules: no file, clock, thread, window or SQL, and no sibling room.

pub mod badge;
pub mod consent;
pub mod contact;
pub mod contactable;
pub mod field;
pub mod filter;
pub mod guard;
pub mod held;
pub mod ids;
pub mod left_out;
pub mod listing;
pub mod op;
pub mod phone;
pub mod problem;
pub mod review;
pub mod roundtrip;
pub mod time;
pub mod watch;
