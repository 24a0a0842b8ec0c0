//! Export: who is found goes out into a file, cut down to what may be used.

use std::path::PathBuf;

use super::listing::{Depth, point_of, standing};
use super::{Found, Progress, Workspace, spare, today};
use crate::domain::consent::{NewEvent, Point, Scope};
use crate::domain::contact::{Contact, email_key};
use crate::domain::contactable::{PointKind, may_contact};
use crate::domain::filter::Filter;
use crate::domain::ids::ContactId;
use crate::domain::problem::Problem;
use crate::domain::time::Millis;
use crate::export::{Export, Format};

/// Who and what is to be written, and where.
#[derive(Clone, Debug, Default)]
pub struct ExportRequest {
    pub file: PathBuf,
    /// By the file's ending without one.
    pub format: Option<Format>,
    pub filter: Option<String>,
    /// Just these people, in this order, as far as the filter finds them.
    pub contacts: Option<Vec<ContactId>>,
    /// Names of columns; all without any.
    pub columns: Vec<String>,
    /// Only people who may be contacted for this, and of them only the points that may be used.
    pub scope: Option<Scope>,
}

/// What an export did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exported {
    pub contacts: u64,
}

impl Workspace {
    /// Writes who is found into a file, which appears whole or not at all.
    ///
    /// # Errors
    /// What the request, the book or the file says; a file that was there stays as it was.
    pub fn export(
        &self,
        request: &ExportRequest,
        progress: &dyn Progress,
    ) -> Result<Exported, Problem> {
        let ExportRequest {
            file,
            format,
            filter,
            contacts,
            columns,
            scope,
        } = request;
        spare(self.book.path(), file)?;
        let format = match format {
            Some(format) => *format,
            None => Format::from_path(file)?,
        };
        let columns = self.columns(columns)?;
        let mut query = self.parse_query(filter.as_deref(), None, None)?;
        if let Some(scope) = scope {
            let may = Filter::parse(&format!("can:{}", scope.word()))?;
            let asked = query.filter.take().unwrap_or_default();
            query.filter = Some(Filter::from_chips(
                asked.chips().iter().chain(may.chips()).cloned(),
            ));
        }
        let depth = match (scope, format) {
            (Some(scope), _) => Depth::Usable(*scope),
            (None, Format::Json) => Depth::Full,
            (None, _) => Depth::Plain,
        };
        let found = match contacts {
            None => self.query(&query)?,
            Some(contacts) => self.among(contacts, query.filter.as_ref())?,
        };
        let mut export = Export::create(file, format, &columns)?;
        let all = u32::try_from(found.len()).map_or(f64::from(u32::MAX), f64::from);
        let mut done: u32 = 0;
        let contacts = self.each(&found, depth, |view| {
            export.write(view)?;
            done = done.saturating_add(1);
            let go_on = !done.is_multiple_of(1_024)
                || progress.at(u64::from(done), Some(f64::from(done) / all));
            if go_on {
                Ok(())
            } else {
                Err(Problem::Cancelled)
            }
        })?;
        export.finish()?;
        Ok(Exported { contacts })
    }

    /// Those of `contacts` whom the filter finds, in the same order.
    fn among(&self, contacts: &[ContactId], filter: Option<&Filter>) -> Result<Found, Problem> {
        let Some(filter) = filter else {
            return Ok(Found::Sorted(contacts.to_vec()));
        };
        let roster = self.roster()?;
        let set = roster.filter(filter, today());
        let fits = |id: &ContactId| roster.slot_of(*id).is_some_and(|slot| set.contains(slot));
        Ok(Found::Sorted(
            contacts.iter().copied().filter(fits).collect(),
        ))
    }
}

/// Takes away every point that may not be used in `scope` at the instant `now`.
pub(super) fn keep_usable(contact: &mut Contact, events: &[NewEvent], scope: Scope, now: Millis) {
    contact.numbers.retain(|number| {
        let kind = PointKind::Phone {
            status: number.status,
            kind: number.kind,
        };
        may_contact(
            kind,
            scope,
            standing(events, point_of(number).as_ref(), scope, now),
        )
        .is_ok()
    });
    contact.emails.retain(|email| {
        let point = Point::Email(email_key(&email.addr));
        may_contact(
            PointKind::Email,
            scope,
            standing(events, Some(&point), scope, now),
        )
        .is_ok()
    });
}
