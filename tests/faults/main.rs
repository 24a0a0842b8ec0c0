//! Faults of disks, power and processes: no acknowledged op is lost, nothing is corrupt, and
//! nothing damaged is ever shown as healthy.
//!
//! Every run takes a short form. The long one, with its figures:
//!
//! ```text
//! HAOBU_FAULTS=full HAOBU_KILLS=3000 cargo test --release --test faults --test kill -- --nocapture
//! ```
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

mod bytes;
mod errors;
mod kills;
mod power;
mod races;
mod shim;
mod shop;
#[path = "../support/state.rs"]
mod state;
mod trace;
