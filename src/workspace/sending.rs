//! Sending a list out in steps: who is on it and who is not, what it looks like, then the file and
//! its entry in the book, together or not at all.

use std::collections::BTreeMap;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use roaring::RoaringTreemap;

use super::exporting::keep_usable;
use super::listing::{Depth, Found, standing};
use super::listview::{Shown, shown_people};
use super::{Access, Progress, Workspace, now, roundtrip, spare, today};
use crate::book::{NewOp, NewSentList, SentList};
use crate::domain::consent::{Channel, Point, Scope};
use crate::domain::contact::{Contact, email_key};
use crate::domain::contactable::{PointKind, may_contact};
use crate::domain::ids::{ContactId, OpId};
use crate::domain::left_out::LeftOut;
use crate::domain::op::OpKind;
use crate::domain::problem::{BookProblem, ExportProblem, Problem};
use crate::domain::roundtrip::{MARK_HEAD, MarkKey};
use crate::domain::time::{Day, Millis};
use crate::export::{Column, Export, ExportContact, Format};
use crate::roster::{Direction, OnList, Roster, Sendable, Slot, SortKey};

/// Whom a list is about, before anybody is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Just these, in this order.
    People(Vec<ContactId>),
    /// Those of a filter, a search or a segment, by name.
    Shown(Box<Shown>),
}

/// Everybody who was asked for, on the list or left out for one reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SendPlan {
    pub reached: Vec<ContactId>,
    /// Reasons in the order in which they are told, each with its people.
    pub left_out: BTreeMap<LeftOut, Vec<ContactId>>,
}

impl SendPlan {
    /// How many were asked for.
    pub fn everyone(&self) -> usize {
        self.reached.len() + self.left_out.values().map(Vec::len).sum::<usize>()
    }
}

/// Takes an audience apart; nobody is left out of a list for the owner's own use.
pub fn plan_list(
    roster: &Roster,
    audience: &Audience,
    scope: Option<Scope>,
    today: Day,
) -> SendPlan {
    let people: Vec<Slot> = match audience {
        Audience::People(ids) => ids.iter().filter_map(|id| roster.slot_of(*id)).collect(),
        Audience::Shown(shown) => {
            let set = shown_people(roster, shown, today);
            roster.sort(&set, SortKey::Name, Direction::Ascending)
        }
    };
    let Sendable { reached, left_out } = match scope {
        Some(scope) => roster.sendable(&people, scope),
        None => Sendable {
            reached: people,
            left_out: Vec::new(),
        },
    };
    let mut plan = SendPlan {
        reached: reached
            .into_iter()
            .filter_map(|slot| roster.id(slot))
            .collect(),
        left_out: BTreeMap::new(),
    };
    for (slot, reason) in left_out {
        if let Some(id) = roster.id(slot) {
            plan.left_out.entry(reason).or_default().push(id);
        }
    }
    plan
}

/// The columns that a list for this needs at least.
pub fn fewest_columns(scope: Option<Scope>) -> Vec<Column> {
    match scope.map(|scope| scope.channel) {
        None => vec![
            Column::Name,
            Column::Company,
            Column::Numbers,
            Column::Email,
            Column::City,
            Column::Tags,
        ],
        Some(Channel::Sms | Channel::Whatsapp | Channel::Wechat) => {
            vec![Column::Name, Column::Mobile]
        }
        // Calls reach landlines too, which are no mobiles.
        Some(Channel::Call) => vec![Column::Name, Column::Numbers],
        Some(Channel::Email) => vec![Column::Name, Column::Email],
        Some(Channel::Post) => vec![
            Column::Name,
            Column::Province,
            Column::City,
            Column::Street,
            Column::Postcode,
        ],
    }
}

/// The columns of every book that can be changed in a list that comes back, in their usual order.
/// Every custom field can, too.
pub fn editable_columns() -> Vec<Column> {
    let columns = Column::BUILT_IN.into_iter();
    columns.filter(Column::is_editable).collect()
}

/// What is to be written.
#[derive(Clone, Debug)]
pub struct SendRequest {
    pub file: PathBuf,
    pub format: Format,
    pub columns: Vec<Column>,
    /// What each column is called in the file.
    pub heads: Vec<String>,
    pub audience: Audience,
    pub scope: Option<Scope>,
    /// Each row carries a mark by which it is known when the edited file comes back.
    pub for_editing: bool,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Its entry; a book that can only be read notes nothing down.
    pub op: Option<OpId>,
    pub contacts: u64,
    pub left_out: BTreeMap<LeftOut, u64>,
}

impl Workspace {
    /// Writes a list and its entry in the book. Who is on it is found out anew: consent may have
    /// changed since the plan was shown.
    ///
    /// # Errors
    /// What the request, the file or the book says; then neither file nor entry is there, and a
    /// file that was there before stays as it was.
    pub fn send_out(
        &mut self,
        request: &SendRequest,
        progress: &dyn Progress,
    ) -> Result<Sent, Problem> {
        spare(self.book.path(), &request.file)?;
        let plan = plan_list(&*self.roster()?, &request.audience, request.scope, today());
        let (marker, mut export) = self.begin_file(request)?;
        let mut left_out: BTreeMap<LeftOut, u64> = BTreeMap::new();
        for (reason, people) in &plan.left_out {
            let people = u64::try_from(people.len()).unwrap_or(u64::MAX);
            left_out.insert(*reason, people);
        }
        let all = u32::try_from(plan.reached.len()).map_or(f64::from(u32::MAX), f64::from);
        let mut written = RoaringTreemap::new();
        let mut taken = HashSet::new();
        let mut done: u32 = 0;
        let found = Found::Sorted(plan.reached);
        let scope = request.scope;
        let depth = scope.map_or(Depth::Plain, Depth::One);
        self.each_cut(&found, depth, &mut taken, |view, id| {
            done = done.saturating_add(1);
            if done.is_multiple_of(256)
                && !progress.at(u64::from(done), Some(f64::from(done) / all))
            {
                return Err(Problem::Cancelled);
            }
            match &marker {
                Some(marker) => export.write_marked(view, &marker.mark(view, &request.columns))?,
                None => export.write(view)?,
            }
            if let Ok(id) = u64::try_from(id.0) {
                written.insert(id);
            }
            Ok(())
        })?;
        let sent = Sent {
            op: None,
            contacts: written.len(),
            left_out,
        };
        if self.book.access() == Access::ReadOnly {
            export.finish()?;
            return Ok(sent);
        }
        let op = NewOp::new(OpKind::Export, now()).about(subject(request.format, scope));
        let columns = roundtrip::written_columns(&request.columns, &request.heads);
        let file_name = file_name(&request.file);
        let op = self.book.record_sent(
            &op,
            &NewSentList {
                file_name: &file_name,
                format: request.format.word(),
                columns: &columns,
                scope,
                contacts: &written,
            },
            |op| match &marker {
                // The marks name the op: nobody else writes, so it is the one that was foreseen.
                Some(marker) if marker.op != op => Err(BookProblem::Locked.into()),
                _ => export.finish().map(drop),
            },
        )?;
        self.sent_lists = Arc::new(self.book.sent_lists()?);
        let lists = self.on_lists();
        self.list.change(|roster| roster.set_sent_lists(lists));
        Ok(Sent {
            op: Some(op),
            ..sent
        })
    }

    /// The file that is written, and what makes the marks of its rows if it is to come back.
    fn begin_file(&self, request: &SendRequest) -> Result<(Option<Marker>, Export), Problem> {
        let SendRequest {
            file,
            format,
            columns,
            heads,
            ..
        } = request;
        if !request.for_editing {
            let export = Export::create_with(file, *format, columns, heads)?;
            return Ok((None, export));
        }
        if request.scope.is_some() {
            return Err(ExportProblem::NotForEditing.into());
        }
        if self.book.access() == Access::ReadOnly {
            return Err(BookProblem::ReadOnly.into());
        }
        let marker = Marker {
            key: self.book.mark_key()?,
            op: self.book.next_op()?,
        };
        let export = Export::create_marked(file, *format, columns, heads, MARK_HEAD)?;
        Ok((Some(marker), export))
    }

    /// The first lines of what would be written.
    ///
    /// # Errors
    /// What the book says.
    pub fn preview(
        &self,
        people: &[ContactId],
        columns: &[Column],
        scope: Option<Scope>,
    ) -> Result<Vec<Vec<String>>, Problem> {
        let found = Found::Sorted(people.to_vec());
        let depth = scope.map_or(Depth::Plain, Depth::One);
        let mut lines = Vec::new();
        self.each_cut(&found, depth, &mut HashSet::new(), |view, _| {
            lines.push(columns.iter().map(|column| view.cell(column)).collect());
            Ok(())
        })?;
        Ok(lines)
    }

    /// The same as the list in memory wants them.
    pub(super) fn on_lists(&self) -> Vec<OnList> {
        let lists = self.sent_lists.iter();
        let lists = lists.map(|list| OnList {
            name: list.file_name.clone(),
            contacts: list.contacts.clone(),
        });
        lists.collect()
    }

    /// Every list that left the house, newest first.
    pub fn sent_lists(&self) -> &Arc<Vec<SentList>> {
        &self.sent_lists
    }
}

/// Makes the marks of one list.
struct Marker {
    key: MarkKey,
    op: OpId,
}

impl Marker {
    fn mark(&self, view: &ExportContact<'_>, columns: &[Column]) -> String {
        let cells: Vec<String> = columns.iter().map(|column| view.cell(column)).collect();
        let cells = cells.iter().map(String::as_str);
        self.key
            .write(&self.key.mark(self.op, view.contact.id, cells))
    }
}

/// `csv can:sms`: the kind of file and what it is for.
fn subject(format: Format, scope: Option<Scope>) -> String {
    match scope {
        Some(scope) => format!("{} can:{}", format.word(), scope.word()),
        None => format.word().to_owned(),
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Keeps only the first point that may be used and that nobody before has; whether there is one.
/// Letters go to whoever has an address.
pub(super) fn keep_one(
    contact: &mut Contact,
    events: &[crate::domain::consent::NewEvent],
    scope: Scope,
    now: Millis,
    taken: &mut HashSet<Point>,
) -> bool {
    if scope.channel == Channel::Post {
        // What was said of post was said by a person, and an address is theirs alone.
        let said = standing(events, None, scope, now);
        return !contact.addresses.is_empty() && may_contact(PointKind::Post, scope, said).is_ok();
    }
    keep_usable(contact, events, scope, now);
    let numbers = contact.numbers.iter().filter_map(|number| number.e164);
    let emails = contact.emails.iter().map(|email| email_key(&email.addr));
    let points = numbers.map(Point::Phone).chain(emails.map(Point::Email));
    let Some(kept) = points.into_iter().find(|point| taken.insert(point.clone())) else {
        return false;
    };
    (contact.numbers).retain(|number| number.e164.map(Point::Phone).as_ref() == Some(&kept));
    (contact.emails).retain(|email| Point::Email(email_key(&email.addr)) == kept);
    true
}
