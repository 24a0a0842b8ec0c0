//! What a person said about being contacted, recorded by hand.

use std::collections::BTreeSet;

use super::many::each;
use super::ranges;
use crate::book::{NewOp, Tx};
use crate::domain::consent::{Channel, Cover, EventKind, Grade, Method, NewEvent, Point, Purpose};
use crate::domain::contact::{Contact, email_key};
use crate::domain::ids::{ContactId, NoticeId};
use crate::domain::op::OpKind;
use crate::domain::problem::{BookProblem, EditProblem, Problem};
use crate::domain::time::Millis;
use crate::workspace::{Progress, Workspace, now};

/// One act of a person, as the owner records it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentInput {
    pub contact: ContactId,
    /// What it was about; without one, every point the contact has that the cover's channel runs
    /// over.
    pub point: Option<Point>,
    pub cover: Cover,
    pub kind: EventKind,
    pub method: Method,
    /// When the person said it; not in the future.
    pub at: Millis,
    /// For a yes or another basis: the instant from which it no longer holds.
    pub until: Option<Millis>,
    /// Where the proof is, or what was said; blank when there is nothing to add.
    pub note: String,
    /// The words the person saw or heard.
    pub notice: Option<NoticeInput>,
}

/// The exact wording that somebody agreed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticeInput {
    /// Tag of BCP 47, such as `zh-CN`.
    pub language: String,
    /// What the owner calls this version; may be blank.
    pub version: String,
    pub wording: String,
}

impl Workspace {
    /// Records what a person said. A no is taken as readily as a yes: neither needs more than the
    /// contact and when.
    ///
    /// A yes about the whole contact is recorded for each point it has now, so that a number that
    /// comes later starts with nothing. A no is recorded for the person as well, and so holds for
    /// what comes later, too.
    ///
    /// # Errors
    /// [`BookProblem::NoSuchRow`] when the contact or the point is not there,
    /// [`EditProblem::InTheFuture`], [`EditProblem::EndsBeforeItBegins`],
    /// [`EditProblem::NotByHand`], or what the book says.
    pub fn record_consent(&mut self, input: &ConsentInput) -> Result<(), Problem> {
        self.record_consents(std::slice::from_ref(input))
    }

    /// Records what several people said as one step, each as [`Workspace::record_consent`] does.
    /// The log says of what kind the first was.
    ///
    /// # Errors
    /// As [`Workspace::record_consent`]; nothing is recorded then.
    pub fn record_consents(&mut self, inputs: &[ConsentInput]) -> Result<(), Problem> {
        let now = now();
        for input in inputs {
            check(input, now)?;
        }
        let people: BTreeSet<ContactId> = inputs.iter().map(|input| input.contact).collect();
        let people = u64::try_from(people.len()).unwrap_or(u64::MAX);
        let subject = subject(inputs, people);
        let op = NewOp::new(OpKind::RecordConsent, now).about(&subject);
        self.transact(&op, |tx| {
            inputs.iter().try_for_each(|input| record(tx, input))
        })
    }
}

impl Workspace {
    /// Records the same for many people as one step, each as [`Workspace::record_consent`] does;
    /// whom the inputs name counts for nothing, and people who are gone are passed over.
    ///
    /// # Errors
    /// As [`Workspace::record_consent`], or [`Problem::Cancelled`]; nothing is recorded then.
    pub fn record_consents_of(
        &mut self,
        contacts: &[ContactId],
        inputs: &[ConsentInput],
        progress: &dyn Progress,
    ) -> Result<(), Problem> {
        let now = now();
        for input in inputs {
            check(input, now)?;
        }
        let contacts = ranges(contacts);
        let subject = subject(inputs, contacts.len());
        let op = NewOp::new(OpKind::RecordConsent, now).about(&subject);
        self.transact(&op, |tx| {
            let there = tx.existing(&contacts)?;
            each(&there, progress, |contact| {
                inputs.iter().try_for_each(|input| {
                    let input = ConsentInput {
                        contact,
                        ..input.clone()
                    };
                    record(tx, &input)
                })
            })
        })
    }
}

fn check(input: &ConsentInput, now: Millis) -> Result<(), Problem> {
    if input.at > now {
        return Err(EditProblem::InTheFuture.into());
    }
    if input.until.is_some_and(|until| until <= input.at) {
        return Err(EditProblem::EndsBeforeItBegins.into());
    }
    let by_program = matches!(input.kind, EventKind::Void | EventKind::Restore)
        || matches!(input.method, Method::Import | Method::Program);
    if by_program {
        return Err(EditProblem::NotByHand.into());
    }
    Ok(())
}

pub(super) fn record(tx: &mut Tx<'_>, input: &ConsentInput) -> Result<(), Problem> {
    let contact = tx.contact(input.contact)?.ok_or(BookProblem::NoSuchRow)?;
    let points = points(&contact, input)?;
    let notice = notice(tx, input.notice.as_ref())?;
    let wording = input.notice.as_ref().map_or("", |notice| &notice.wording);
    let grade = derived_grade(input.method, &input.note, wording);
    for (point, cover) in points {
        tx.record(&NewEvent {
            contact: contact.id,
            point,
            cover,
            kind: input.kind,
            at: input.at,
            until: input.until.filter(|_| input.kind.is_positive()),
            grade,
            method: input.method,
            batch: None,
            row: None,
            notice,
            note: input.note.trim().to_owned(),
            target: None,
        })?;
    }
    Ok(())
}

/// `withdraw sms+call.marketing 12`: what was said about what, and by how many; it names nobody.
fn subject(inputs: &[ConsentInput], people: u64) -> String {
    let Some(first) = inputs.first() else {
        return String::new();
    };
    let mut channels: Vec<&str> = Vec::new();
    for input in inputs {
        let channel = input.cover.channel.map_or("any", Channel::word);
        if !channels.contains(&channel) {
            channels.push(channel);
        }
    }
    let purpose = first.cover.purpose.map_or("any", Purpose::word);
    let (kind, channels) = (first.kind.word(), channels.join("+"));
    format!("{kind} {channels}.{purpose} {people}")
}

/// How well a record made by hand can be proved: enough to rely on when the wording or where the
/// proof is kept is stated, or when it happened in front of the owner; otherwise a mere claim. What
/// would prove more, the person's own act with its artefact, is not in the owner's hand.
pub fn derived_grade(method: Method, note: &str, wording: &str) -> Grade {
    let is_stated = !note.trim().is_empty() || !wording.trim().is_empty();
    if is_stated || method == Method::InPerson {
        Grade::B
    } else {
        Grade::C
    }
}

/// What the events hang on and what each covers.
fn points(contact: &Contact, input: &ConsentInput) -> Result<Vec<(Point, Cover)>, Problem> {
    let numbers = contact.numbers.iter().filter_map(|number| number.e164);
    let emails = contact.emails.iter().map(|email| email_key(&email.addr));
    let mut all: Vec<Point> = numbers
        .map(Point::Phone)
        .chain(emails.map(Point::Email))
        .collect();
    all.sort();
    all.dedup();
    if let Some(point) = &input.point {
        let point = match point {
            Point::Email(addr) => Point::Email(email_key(addr)),
            other => other.clone(),
        };
        if point != Point::Person && !all.contains(&point) {
            return Err(BookProblem::NoSuchRow.into());
        }
        return Ok(vec![(point, input.cover)]);
    }
    let Cover { channel, purpose } = input.cover;
    all.retain(|point| channel.is_none_or(|channel| runs_over(channel, point)));
    let mut covered: Vec<(Point, Cover)> =
        all.into_iter().map(|point| (point, input.cover)).collect();
    if covered.is_empty() || !input.kind.is_positive() {
        covered.push((Point::Person, input.cover));
    } else if channel.is_none() && !contact.addresses.is_empty() {
        // A postal address is no point of its own: letters go by the person.
        let channel = Some(Channel::Post);
        covered.push((Point::Person, Cover { channel, purpose }));
    }
    Ok(covered)
}

fn runs_over(channel: Channel, point: &Point) -> bool {
    match channel {
        Channel::Post => *point == Point::Person,
        Channel::Email => matches!(point, Point::Email(_)),
        Channel::Sms | Channel::Call | Channel::Whatsapp | Channel::Wechat => {
            matches!(point, Point::Phone(_))
        }
    }
}

fn notice(tx: &mut Tx<'_>, input: Option<&NoticeInput>) -> Result<Option<NoticeId>, Problem> {
    let Some(input) = input.filter(|input| !input.wording.trim().is_empty()) else {
        return Ok(None);
    };
    let known = tx.find_notice(&input.language, &input.version, &input.wording)?;
    match known {
        Some(notice) => Ok(Some(notice)),
        None => tx
            .add_notice(&input.language, &input.version, &input.wording)
            .map(Some),
    }
}
