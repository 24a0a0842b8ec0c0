//! Custom fields: defined, renamed, given another kind where every value fits, and deleted.

use super::many::share;
use super::one_line;
use crate::book::{NewOp, NewSegment};
use crate::domain::field::{FieldDefinition, canonical};
use crate::domain::filter::{FieldNames, Filter, fold};
use crate::domain::ids::FieldId;
use crate::domain::listing::{FieldEntry, FieldKind, SegmentEntry};
use crate::domain::op::OpKind;
use crate::domain::problem::{BookProblem, EditProblem, Problem};
use crate::workspace::{Progress, Workspace, now};

/// A custom field as the owner wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldInput {
    pub name: String,
    pub kind: FieldKind,
    pub definition: FieldDefinition,
}

impl Workspace {
    /// Defines a custom field. Nobody has a value of it yet.
    ///
    /// # Errors
    /// [`EditProblem::UnnamedField`], [`EditProblem::FieldExists`], [`EditProblem::NoPurpose`], or
    /// what the book says.
    pub fn define_field(&mut self, input: &FieldInput) -> Result<FieldId, Problem> {
        let input = self.checked(input, None)?;
        let op = about(&input.name);
        self.transact(&op, |tx| {
            tx.add_field(&input.name, input.kind, &input.definition)
        })
    }

    /// Changes a custom field. With another kind every value is brought into its form; segments
    /// that ask for the field by name follow a new name. Returns whether anything is different.
    ///
    /// # Errors
    /// As [`Workspace::define_field`]; [`EditProblem::ValuesDoNotFit`] when values are not of the
    /// new kind, [`BookProblem::NoSuchRow`], or what the book says. Nothing is changed then.
    pub fn change_field(&mut self, id: FieldId, input: &FieldInput) -> Result<bool, Problem> {
        let input = self.checked(input, Some(id))?;
        let before = self.field(id)?.clone();
        let after = FieldEntry {
            id,
            name: input.name,
            kind: input.kind,
            definition: input.definition,
        };
        if after == before {
            return Ok(false);
        }
        let segments = self.renamed_segments(&before.name, &after.name);
        let op = about(&after.name);
        self.transact(&op, |tx| {
            if after.kind != before.kind {
                let mut changed = Vec::new();
                let mut misfits = 0;
                tx.each_value(id, |contact, value| match canonical(after.kind, value) {
                    Some(new) if new == value => {}
                    Some(new) => changed.push((contact, new)),
                    None => misfits += 1,
                })?;
                if misfits > 0 {
                    return Err(EditProblem::ValuesDoNotFit { count: misfits }.into());
                }
                for (contact, value) in changed {
                    tx.set_field(contact, id, &value)?;
                }
            }
            tx.replace_field(id, &after.name, after.kind, &after.definition)?;
            for segment in &segments {
                tx.replace_segment(
                    segment.id,
                    &NewSegment {
                        name: &segment.name,
                        filter: &segment.filter,
                        colour: segment.colour,
                    },
                )?;
            }
            Ok(())
        })?;
        Ok(true)
    }

    /// Deletes a custom field with everybody's values. Returns how many had one.
    ///
    /// # Errors
    /// [`BookProblem::NoSuchRow`], [`Problem::Cancelled`], or what the book says; nothing is
    /// changed then.
    pub fn delete_field(&mut self, id: FieldId, progress: &dyn Progress) -> Result<u64, Problem> {
        let op = about(&self.field(id)?.name);
        let all = self.roster()?.values_of_field(id).count();
        let all = u64::try_from(all).unwrap_or(u64::MAX);
        self.transact(&op, |tx| {
            tx.remove_field(id, |done| progress.at(done, Some(share(done, all))))
        })
    }

    fn field(&self, id: FieldId) -> Result<&FieldEntry, Problem> {
        let fields = &self.vocabulary().fields;
        let found = fields.iter().find(|entry| entry.id == id);
        found.ok_or_else(|| BookProblem::NoSuchRow.into())
    }

    /// The input without outer blanks, if it can stand beside all other fields than `own`.
    fn checked(&self, input: &FieldInput, own: Option<FieldId>) -> Result<FieldInput, Problem> {
        let name = one_line(&input.name);
        if name.is_empty() {
            return Err(EditProblem::UnnamedField.into());
        }
        let folded = fold(&name);
        let mut others = self.vocabulary().fields.iter();
        if others.any(|entry| Some(entry.id) != own && fold(&entry.name) == folded) {
            return Err(EditProblem::FieldExists { name }.into());
        }
        let purpose = one_line(&input.definition.purpose);
        if purpose.is_empty() {
            return Err(EditProblem::NoPurpose.into());
        }
        let mut choices: Vec<String> = Vec::new();
        if input.kind == FieldKind::Choice {
            for choice in input
                .definition
                .choices
                .iter()
                .map(|choice| one_line(choice))
            {
                if !choice.is_empty() && !choices.contains(&choice) {
                    choices.push(choice);
                }
            }
        }
        Ok(FieldInput {
            name,
            kind: input.kind,
            definition: FieldDefinition {
                purpose,
                choices,
                ready: input.definition.ready,
            },
        })
    }

    /// The segments that ask for the field, with its new name.
    fn renamed_segments(&self, before: &str, after: &str) -> Vec<SegmentEntry> {
        let names = FieldNames::from(self.vocabulary());
        let renamed = |segment: &SegmentEntry| {
            let filter = Filter::parse_with(&segment.filter, &names).ok()?;
            let filter = filter.with_field_renamed(before, after).to_string();
            (filter != segment.filter).then(|| SegmentEntry {
                filter,
                ..segment.clone()
            })
        };
        let segments = &self.vocabulary().segments;
        if before == after {
            return Vec::new();
        }
        segments.iter().filter_map(renamed).collect()
    }
}

fn about(name: &str) -> NewOp {
    NewOp::new(OpKind::EditFields, now()).about(name)
}
