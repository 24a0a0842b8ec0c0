//! How many there are: contacts, numbers and addresses, by consent, source and quality.

use super::Workspace;
use crate::domain::consent::State;
use crate::domain::phone::NumberStatus;
use crate::domain::problem::Problem;

/// Counts over the whole book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    pub contacts: u64,
    pub numbers: u64,
    pub emails: u64,
    /// Contacts by the state of their consent to marketing texts; each in exactly one.
    pub states: Vec<(State, u64)>,
    /// Contacts by source.
    pub sources: Vec<(String, u64)>,
    /// Numbers by status.
    pub quality: Vec<(NumberStatus, u64)>,
}

impl Workspace {
    /// Counts the whole book.
    ///
    /// # Errors
    /// What the book says.
    pub fn stats(&self) -> Result<Stats, Problem> {
        let roster = self.roster()?;
        let facets = roster.facets(&roster.everyone());
        let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let (numbers, emails) = self.book.points()?;
        let name = |id| {
            let entry = self
                .vocabulary
                .sources
                .iter()
                .find(|source| Some(source.id) == id);
            entry.map(|source| source.name.clone()).unwrap_or_default()
        };
        Ok(Stats {
            contacts: number(facets.total),
            numbers: numbers.iter().map(|(_, count)| count).sum(),
            emails,
            states: facets
                .sms_marketing
                .into_iter()
                .map(|(state, count)| (state, number(count)))
                .collect(),
            sources: facets
                .sources
                .into_iter()
                .map(|(source, count)| (name(source), number(count)))
                .collect(),
            quality: numbers,
        })
    }
}
