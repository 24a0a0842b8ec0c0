//! Examples of what a policy for known contacts means, taken from the file itself.

use super::addition::compare;
use super::decision::{Policy, SetValue};
use super::existing::Existing;
use super::rules::Slots;
use crate::domain::contact::Contact;
use crate::domain::problem::Problem;
use crate::import::draft::Draft;

/// Enough to understand what the policies do.
const MOST: usize = 6;

/// A row that says something else than the contact it is about, or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    pub row: u32,
    /// The contact's name.
    pub name: String,
    /// What stands there, blank when nothing does, and what the file says.
    pub value: SetValue,
}

/// Collects examples, or none where nobody wants any.
#[derive(Debug, Default)]
pub(super) struct Examples {
    wanted: bool,
    found: Vec<Example>,
}

impl Examples {
    pub(super) fn want(&mut self) {
        self.wanted = true;
    }

    pub(super) fn found(&self) -> &[Example] {
        &self.found
    }

    /// Whether one more would help: one row that fills a blank is as good as another.
    pub(super) fn lack(&self) -> bool {
        self.wanted && self.found.len() < MOST
    }

    pub(super) fn look(
        &mut self,
        contact: &Contact,
        draft: &Draft,
        existing: &mut impl Existing,
    ) -> Result<(), Problem> {
        let difference = compare(contact, draft, Policy::Update, Slots::default(), existing)?;
        for value in difference.additions.values {
            let fills = |value: &SetValue| value.old.is_empty();
            let alike = self
                .found
                .iter()
                .filter(|known| fills(&known.value) == fills(&value));
            if alike.count() < MOST / 2 {
                self.found.push(Example {
                    row: draft.row,
                    name: contact.name.clone(),
                    value,
                });
            }
        }
        Ok(())
    }
}
