//! What is filled in to record what somebody said, and what will hold once it is recorded.

use jiff::civil::{Date, DateTime, Time};

use crate::domain::consent::{
    Channel, Cover, EventKind, Method, NewEvent, Point, Purpose, Scope, fold,
};
use crate::domain::contactable::{Block, PointKind, may_contact};
use crate::domain::ids::ContactId;
use crate::domain::phone::{Region, display};
use crate::domain::time::Millis;
use crate::i18n::Language;
use crate::workspace::editing::{ConsentInput, NoticeInput, derived_grade};
use crate::workspace::{ContactDetails, Happening};

/// What can be recorded by hand, in the order of the dialog.
pub const KINDS: [EventKind; 5] = [
    EventKind::Grant,
    EventKind::Withdraw,
    EventKind::Refuse,
    EventKind::Request,
    EventKind::Permit,
];

/// How it can have become known, in the order of the dialog.
pub const METHODS: [Method; 7] = [
    Method::InPerson,
    Method::VerbalCall,
    Method::SmsReply,
    Method::WebForm,
    Method::Qr,
    Method::Paper,
    Method::EmailClick,
];

/// A point of the one person the dialog is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormPoint {
    pub point: Point,
    pub kind: PointKind,
    /// As it is shown.
    pub name: String,
}

/// What is filled in.
#[derive(Clone, Debug)]
pub struct Form {
    pub contacts: Vec<ContactId>,
    pub channels: Vec<Channel>,
    pub purpose: Purpose,
    pub kind: EventKind,
    pub method: Method,
    pub date: Option<Date>,
    pub time: String,
    pub until: Option<Date>,
    /// Place in `points`; all of them without one.
    pub chosen: Option<usize>,
    pub note: String,
    pub wording: String,
    /// Of one person; nothing for several.
    pub points: Vec<FormPoint>,
    /// What is on record of one person already.
    events: Vec<NewEvent>,
    /// The book has said what there is of the one person.
    is_known: bool,
}

/// What keeps the form from being recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormProblem {
    NoChannel,
    NoDate,
    WrongTime,
    InTheFuture,
    EndsEarly,
}

/// What will hold for one channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// May be used, by these points' names; none are named for several people.
    May(Vec<String>),
    MayNot,
    Waits,
    Unproven,
    NoPoint,
}

impl Form {
    /// A yes to marketing texts, said in person just now.
    pub fn new(contacts: Vec<ContactId>, now: Millis) -> Self {
        let local = local(now);
        Self {
            contacts,
            channels: vec![Channel::Sms],
            purpose: Purpose::Marketing,
            kind: EventKind::Grant,
            method: Method::InPerson,
            date: Some(local.date()),
            time: format!("{:02}:{:02}", local.hour(), local.minute()),
            until: None,
            chosen: None,
            note: String::new(),
            wording: String::new(),
            points: Vec::new(),
            events: Vec::new(),
            is_known: false,
        }
    }

    /// Takes over what the book knows of the one person.
    pub fn learn(&mut self, details: &ContactDetails, home: Region) {
        let numbers = details.contact.numbers.iter().filter_map(|number| {
            let e164 = number.e164?;
            Some(FormPoint {
                point: Point::Phone(e164),
                kind: PointKind::Phone {
                    status: number.status,
                    kind: number.kind,
                },
                name: display(e164, home),
            })
        });
        let emails = details.contact.emails.iter().map(|email| FormPoint {
            point: Point::Email(crate::domain::contact::email_key(&email.addr)),
            kind: PointKind::Email,
            name: email.addr.clone(),
        });
        self.points = numbers.chain(emails).collect();
        self.is_known = true;
        let timeline = details.timeline.iter().rev();
        self.events = timeline
            .filter_map(|entry| match &entry.what {
                Happening::Consent(record) if !record.voided => Some(record.event.what.clone()),
                _ => None,
            })
            .collect();
    }

    /// Adds a channel or takes it out.
    pub fn toggle(&mut self, channel: Channel) {
        if self.channels.contains(&channel) {
            self.channels.retain(|other| *other != channel);
        } else {
            self.channels.push(channel);
            self.channels.sort_unstable();
        }
    }

    /// Fills in a no to marketing on these channels.
    pub fn opt_out(&mut self, channels: &[Channel]) {
        self.channels = channels.to_vec();
        self.purpose = Purpose::Marketing;
        self.kind = EventKind::Withdraw;
        self.until = None;
        self.chosen = None;
    }

    /// When it was said.
    fn at(&self, now: Millis) -> Result<Millis, FormProblem> {
        let date = self.date.ok_or(FormProblem::NoDate)?;
        let time = read_time(&self.time).ok_or(FormProblem::WrongTime)?;
        let at = instant(date.to_datetime(time)).ok_or(FormProblem::NoDate)?;
        // The field has no seconds: the present minute is not the future.
        let minute = 60_000;
        if at.0 > now.0 {
            return Err(FormProblem::InTheFuture);
        }
        if now.0 - at.0 < minute {
            return Ok(now);
        }
        Ok(at)
    }

    /// The end, as the beginning of the day after the last on which it holds.
    fn end(&self) -> Option<Millis> {
        let last = self.until.filter(|_| self.kind.is_positive())?;
        let after = last.tomorrow().unwrap_or(last);
        instant(after.to_datetime(Time::midnight()))
    }

    /// What keeps it from being recorded.
    pub fn problem(&self, now: Millis, language: Language) -> Option<FormProblem> {
        self.templates(now, language).err()
    }

    /// What is to be recorded of everybody: of each channel once, whoever is named.
    pub fn templates(
        &self,
        now: Millis,
        language: Language,
    ) -> Result<Vec<ConsentInput>, FormProblem> {
        if self.channels.is_empty() {
            return Err(FormProblem::NoChannel);
        }
        let at = self.at(now)?;
        let until = self.end();
        if until.is_some_and(|until| until <= at) {
            return Err(FormProblem::EndsEarly);
        }
        let chosen = self.chosen.and_then(|place| self.points.get(place));
        let notice = (!self.wording.trim().is_empty()).then(|| NoticeInput {
            language: language.tag().to_owned(),
            version: String::new(),
            wording: self.wording.trim().to_owned(),
        });
        let contact = self.contacts.first().copied().unwrap_or(ContactId(0));
        let input = |channel: Channel| ConsentInput {
            contact,
            point: chosen.map(|chosen| chosen.point.clone()),
            cover: Cover::only(Scope::new(channel, self.purpose)),
            kind: self.kind,
            method: self.method,
            at,
            until,
            note: self.note.clone(),
            notice: notice.clone(),
        };
        Ok(self
            .channels
            .iter()
            .map(|channel| input(*channel))
            .collect())
    }

    /// What will hold for each channel once this is recorded, by the same fold as everywhere.
    pub fn outcomes(&self, now: Millis) -> Vec<(Channel, Outcome)> {
        let Ok(at) = self.at(now) else {
            return Vec::new();
        };
        if self.contacts.len() == 1 && !self.is_known {
            return Vec::new();
        }
        let outcome = |channel: &Channel| (*channel, self.outcome(*channel, at, now));
        self.channels.iter().map(outcome).collect()
    }

    fn outcome(&self, channel: Channel, at: Millis, now: Millis) -> Outcome {
        let scope = Scope::new(channel, self.purpose);
        if self.contacts.len() > 1 {
            // Of many nobody is looked at: what was said is what will hold.
            let event = self.event(channel, Point::Person, at);
            let standing = fold([&event], scope, now);
            let kind = some_point(channel);
            return named(may_contact(kind, scope, standing), Vec::new());
        }
        let runs = |point: &&FormPoint| {
            !matches!(
                may_contact(point.kind, scope, None),
                Err(Block::WrongPoint | Block::BadNumber | Block::NotMobile)
            )
        };
        let usable: Vec<&FormPoint> = self.points.iter().filter(runs).collect();
        if channel == Channel::Post {
            let event = self.event(channel, Point::Person, at);
            let events = self.events.iter().chain([&event]);
            let standing = fold(
                events.filter(|event| event.point == Point::Person),
                scope,
                now,
            );
            return named(may_contact(PointKind::Post, scope, standing), Vec::new());
        }
        let chosen = self.chosen.and_then(|place| self.points.get(place));
        let mut allowed = Vec::new();
        let mut blocked = None;
        for point in &usable {
            let event = self.event(channel, point.point.clone(), at);
            let is_meant = chosen.is_none_or(|chosen| chosen.point == point.point);
            let events = self
                .events
                .iter()
                .chain(is_meant.then_some(&event))
                .filter(|event| event.point == Point::Person || event.point == point.point);
            match may_contact(point.kind, scope, fold(events, scope, now)) {
                Ok(()) => allowed.push(point.name.clone()),
                Err(block) if is_meant => blocked = Some(block),
                Err(block) => blocked = blocked.or(Some(block)),
            }
        }
        match blocked {
            _ if !allowed.is_empty() => Outcome::May(allowed),
            Some(block) => named(Err(block), Vec::new()),
            None if self.kind.is_negative() => Outcome::MayNot,
            None => Outcome::NoPoint,
        }
    }

    fn event(&self, channel: Channel, point: Point, at: Millis) -> NewEvent {
        NewEvent {
            contact: self.contacts.first().copied().unwrap_or(ContactId(0)),
            point,
            cover: Cover::only(Scope::new(channel, self.purpose)),
            kind: self.kind,
            at,
            until: self.end(),
            grade: derived_grade(self.method, &self.note, &self.wording),
            method: self.method,
            batch: None,
            row: None,
            notice: None,
            note: String::new(),
            target: None,
        }
    }
}

fn named(may: Result<(), Block>, points: Vec<String>) -> Outcome {
    match may {
        Ok(()) => Outcome::May(points),
        Err(Block::Unanswered) => Outcome::Waits,
        Err(Block::Unproven) => Outcome::Unproven,
        Err(Block::WrongPoint | Block::BadNumber | Block::NotMobile) => Outcome::NoPoint,
        Err(_) => Outcome::MayNot,
    }
}

/// A point in best order, over which the channel runs.
const fn some_point(channel: Channel) -> PointKind {
    use crate::domain::phone::{NumberKind, NumberStatus};
    match channel {
        Channel::Email => PointKind::Email,
        Channel::Post => PointKind::Post,
        Channel::Sms | Channel::Call | Channel::Whatsapp | Channel::Wechat => PointKind::Phone {
            status: NumberStatus::Ok,
            kind: NumberKind::Mobile,
        },
    }
}

/// Reads `10:22`, `9：05` and `0905`.
fn read_time(text: &str) -> Option<Time> {
    let text = text.trim().replace('：', ":");
    let (hour, minute) = match text.split_once(':') {
        Some(parts) => parts,
        None if text.len() == 4 => text.split_at_checked(2)?,
        None => return None,
    };
    Time::new(hour.trim().parse().ok()?, minute.trim().parse().ok()?, 0, 0).ok()
}

fn local(at: Millis) -> DateTime {
    let zone = jiff::tz::TimeZone::system();
    jiff::Timestamp::from_millisecond(at.0)
        .map(|instant| zone.to_datetime(instant))
        .unwrap_or_default()
}

fn instant(local: DateTime) -> Option<Millis> {
    let zone = jiff::tz::TimeZone::system();
    let instant = zone.to_timestamp(local).ok()?;
    Some(Millis(instant.as_millisecond()))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;
    use crate::domain::phone::{E164, NumberKind, NumberStatus};

    fn now() -> Millis {
        Millis(1_790_000_030_000)
    }

    fn form(kind: EventKind) -> Form {
        let mut form = Form::new(vec![ContactId(1)], now());
        form.kind = kind;
        form.is_known = true;
        form.points = vec![FormPoint {
            point: Point::Phone(E164(8_613_800_138_000)),
            kind: PointKind::Phone {
                status: NumberStatus::Ok,
                kind: NumberKind::Mobile,
            },
            name: "138 0013 8000".to_owned(),
        }];
        form
    }

    #[test]
    fn the_dialog_says_what_will_hold() {
        let check = |form: Form, expected: Outcome| {
            assert_eq!(form.outcomes(now()), [(Channel::Sms, expected)]);
        };
        let may = Outcome::May(vec!["138 0013 8000".to_owned()]);
        check(form(EventKind::Grant), may.clone());
        check(form(EventKind::Permit), may);
        check(form(EventKind::Withdraw), Outcome::MayNot);
        check(form(EventKind::Request), Outcome::Waits);
        let mut claimed = form(EventKind::Grant);
        claimed.method = Method::VerbalCall;
        check(claimed.clone(), Outcome::Unproven);
        claimed.note = "录音在店里".to_owned();
        assert!(matches!(
            claimed.outcomes(now()).first(),
            Some((_, Outcome::May(_)))
        ));
        let mut without = form(EventKind::Grant);
        without.points.clear();
        check(without, Outcome::NoPoint);
    }

    #[test]
    fn what_cannot_be_recorded_is_named() {
        let check = |change: fn(&mut Form), expected: FormProblem| {
            let mut form = form(EventKind::Grant);
            change(&mut form);
            let problem = form.problem(now(), Language::Chinese);
            assert_eq!(problem, Some(expected));
        };
        check(|form| form.channels.clear(), FormProblem::NoChannel);
        check(|form| form.date = None, FormProblem::NoDate);
        check(|form| form.time = "soon".to_owned(), FormProblem::WrongTime);
        check(
            |form| form.date = form.date.map(|date| date.tomorrow().unwrap()),
            FormProblem::InTheFuture,
        );
        check(
            |form| form.until = form.date.map(|date| date.yesterday().unwrap()),
            FormProblem::EndsEarly,
        );
    }

    #[test]
    fn every_channel_is_recorded() {
        let mut form = Form::new(vec![ContactId(1), ContactId(2)], now());
        form.opt_out(&[Channel::Sms, Channel::Call]);
        let inputs = form.templates(now(), Language::Chinese).unwrap();
        assert_eq!(inputs.len(), 2);
        assert!(inputs.iter().all(|input| input.kind == EventKind::Withdraw));
        assert_eq!(
            form.outcomes(now()),
            [
                (Channel::Sms, Outcome::MayNot),
                (Channel::Call, Outcome::MayNot),
            ]
        );
    }
}
