//! A list that goes out to be edited in a spreadsheet and comes back: what each cell of it means.
//!
//! Every row that leaves carries a [`Mark`]: whose row it is, in which list it left, and a short
//! hash of each cell as it was. What the cells were is so known without keeping the file, and what
//! a spreadsheet did to them ([`Damage`]) is told apart from what somebody meant ([`judge`]).

mod damage;
mod dates;
mod figures;
mod mark;
mod verdict;

pub use damage::{Damage, damage, looks_damaged};
pub use mark::{MARK_HEAD, Mark, MarkFault, MarkKey, looks_like_mark};
pub use verdict::{Kind, Verdict, judge, meant, tidy};
