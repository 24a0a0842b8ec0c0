//! A row meets a contact that the owner says it is about.

use super::addition::{Difference, compare};
use super::decision::{Additions, Policy};
use super::existing::Existing;
use super::rules::Rules;
use crate::domain::contact::Contact;
use crate::domain::problem::Problem;
use crate::import::draft::Draft;

/// What the row adds to the contact and replaces, by the rules it was brought in with.
///
/// # Errors
/// Only what `existing` reports.
pub fn meet(
    contact: &Contact,
    draft: &Draft,
    rules: &Rules,
    existing: &mut impl Existing,
) -> Result<Additions, Problem> {
    // Whoever added everybody as somebody new now says that this is not.
    let policy = match rules.policy {
        Policy::Add => Policy::Fill,
        policy => policy,
    };
    let Difference { mut additions, .. } = compare(contact, draft, policy, rules.keep, existing)?;
    if let Some(purchase) = &draft.purchase
        && policy != Policy::Skip
        && !existing.has_purchase(contact.id, purchase)?
    {
        additions.purchase = Some(purchase.clone());
    }
    Ok(additions)
}
