//! How the sample book came to be: one entry of the log after the other, each at its time.

use roaring::RoaringTreemap;
use sha2::{Digest as _, Sha256};

use super::consent::{Entry, ROUNDS, With};
use super::customer::{self, Customer, INTAKES, Intake, Known};
use super::people::Origin;
use super::time::Clock;
use super::words;
use crate::book::{
    Book, ContactDetails, NewBatch, NewContact, NewOp, NewSegment, NewSentList, NewSource, Tx,
};
use crate::domain::consent::{Channel, Cover, EventKind, Grade, Method, NewEvent, Purpose, Scope};
use crate::domain::ids::{BatchId, ContactId, FieldId, NoticeId, SegmentId, TagId};
use crate::domain::listing::{FieldKind, SourceKind};
use crate::domain::op::OpKind;
use crate::domain::problem::Problem;
use crate::domain::time::Millis;

/// Another seed, another town.
const SEED: u64 = 19;
/// When orders of customers who are known already were brought in, in days before today; the last
/// one is today's.
const ORDER_LISTS: [i64; 3] = [230, 94, 0];
/// Customers who said something over the counter in the last days, one entry of the log each.
const AT_THE_COUNTER: i64 = 5;
/// Minutes after midnight UTC at which the owner sits down to work, and from one work to the next.
const MORNING: i64 = 100;
const NEXT: i64 = 7;
/// Today's work was done just now.
const JUST_NOW: i64 = 30_000;

/// Segments in the order of the pane: name, filter.
pub(super) const SEGMENTS: [(&str, &str); 3] = [
    ("深圳老客 · 近90天", "city:深圳 last_order:<90d orders:>1"),
    ("母亲节", "tag:母亲节"),
    ("半年没来", "last_order:>180d orders:>2"),
];
/// Whom the owner put into the first segment by hand, and left out of it.
const PUT_IN: usize = 3;
const LEFT_OUT: usize = 2;
/// The shop's own area code.
const HOME_AREA: &str = "0755";
/// Sixty days.
const LATELY: i64 = 60 * 24 * 3_600_000;

/// Something the owner did; what undo would take back at once.
#[derive(Clone, Copy)]
enum Chapter {
    /// A place in [`INTAKES`].
    Intake(usize),
    /// A place in [`ROUNDS`].
    Round(usize),
    /// Orders since the list before.
    Orders,
    Tag(&'static str, fn(&Customer, Millis) -> bool),
    SentOut(&'static Mailing),
    /// A place in [`SEGMENTS`].
    Segment(usize),
    /// One of [`AT_THE_COUNTER`].
    Counter(i64),
}

/// A list of texts that went out.
struct Mailing {
    file_name: &'static str,
    format: &'static str,
    belongs: fn(&Customer, Millis) -> bool,
}

const TEXTS: Scope = Scope::new(Channel::Sms, Purpose::Marketing);
const MOTHERS_DAY: Mailing = Mailing {
    file_name: "母亲节短信.csv",
    format: "csv",
    belongs: Customer::thought_of_mother,
};
const LESSON: Mailing = Mailing {
    file_name: "花艺课邀请.xlsx",
    format: "xlsx",
    belongs: Customer::is_vip,
};

struct Story {
    customers: Vec<Customer>,
    /// Ids of the customers that were brought in so far.
    ids: Vec<ContactId>,
    batches: Vec<BatchId>,
    notices: [Option<NoticeId>; words::NOTICES.len()],
    /// Until when orders of each list's customers are in the book.
    orders_until: Vec<Millis>,
}

/// Writes the whole book, oldest entry first.
///
/// # Errors
/// What the book says.
pub(super) fn tell(book: &mut Book, clock: Clock, contacts: u64) -> Result<(), Problem> {
    let mut story = Story {
        customers: customer::all(SEED, clock, contacts),
        ids: Vec::new(),
        batches: Vec::new(),
        notices: [None; words::NOTICES.len()],
        orders_until: Vec::new(),
    };
    for (number, (ago, chapter)) in (0..).zip(chapters()) {
        let at = if ago == 0 {
            Millis(clock.now.0 - JUST_NOW)
        } else {
            clock.at(ago, MORNING + number * NEXT)
        };
        story.write(book, chapter, at)?;
    }
    Ok(())
}

/// What happened how many days ago, oldest first.
fn chapters() -> Vec<(i64, Chapter)> {
    let mut chapters: Vec<(i64, Chapter)> = Vec::new();
    let intakes = INTAKES.iter().enumerate();
    chapters.extend(intakes.map(|(place, intake)| (intake.ago, Chapter::Intake(place))));
    let rounds = ROUNDS.iter().enumerate();
    chapters.extend(rounds.map(|(place, round)| (round.ago, Chapter::Round(place))));
    chapters.extend(ORDER_LISTS.map(|ago| (ago, Chapter::Orders)));
    chapters.extend((0..AT_THE_COUNTER).map(|which| (8 - which, Chapter::Counter(which))));
    chapters.extend([
        (196, Chapter::Tag("母亲节", Customer::thought_of_mother)),
        (194, Chapter::SentOut(&MOTHERS_DAY)),
        (90, Chapter::Tag("VIP", Customer::is_vip)),
        (89, Chapter::Segment(1)),
        (33, Chapter::Segment(2)),
        (12, Chapter::Segment(0)),
        (17, Chapter::SentOut(&LESSON)),
    ]);
    // What happens on one day keeps its order.
    chapters.sort_by_key(|(ago, _)| std::cmp::Reverse(*ago));
    chapters
}

impl Story {
    fn write(&mut self, book: &mut Book, chapter: Chapter, at: Millis) -> Result<(), Problem> {
        let op = |kind, subject: &str| NewOp::new(kind, at).about(subject);
        match chapter {
            Chapter::Intake(place) => {
                let Some(intake) = INTAKES.get(place) else {
                    return Ok(());
                };
                let op = op(OpKind::Import, source(intake.origin).0);
                book.transact(&op, |tx| self.bring_in(tx, place, intake, at))?;
                self.orders_until.push(at);
            }
            Chapter::Round(place) => {
                let subject = ROUNDS.get(place).map_or("", |round| round.subject);
                let op = op(OpKind::RecordConsent, subject);
                book.transact(&op, |tx| self.record(tx, With::Round(place), at))?;
            }
            Chapter::Orders => {
                let op = op(OpKind::Import, "门店和淘宝订单");
                book.transact(&op, |tx| self.add_orders(tx, at))?;
                self.orders_until.fill(at);
            }
            Chapter::Tag(name, belongs) => {
                book.transact(&op(OpKind::Tag, name), |tx| {
                    let tag = tx.tag_named(name)?;
                    for (customer, id) in self.customers.iter().zip(&self.ids) {
                        if belongs(customer, at) {
                            tx.tag(*id, tag)?;
                        }
                    }
                    Ok(())
                })?;
            }
            Chapter::Segment(place) => {
                let Some((name, filter)) = SEGMENTS.get(place) else {
                    return Ok(());
                };
                let colour = u8::try_from(place).unwrap_or_default();
                book.transact(&op(OpKind::EditSegments, name), |tx| {
                    let segment = tx.add_segment(&NewSegment {
                        name,
                        filter,
                        colour,
                    })?;
                    if place == 0 {
                        self.decide_by_hand(tx, segment, at)?;
                    }
                    Ok(())
                })?;
            }
            Chapter::SentOut(mailing) => self.send_out(book, mailing, at)?,
            Chapter::Counter(which) => {
                let op = op(OpKind::RecordConsent, "");
                book.transact(&op, |tx| self.speak_at_the_counter(tx, which, at))?;
            }
        }
        Ok(())
    }

    /// A list of those who belong on it and may be texted at that time.
    fn send_out(&self, book: &mut Book, mailing: &Mailing, at: Millis) -> Result<(), Problem> {
        let known = self.customers.iter().zip(&self.ids);
        let contacts: RoaringTreemap = known
            .filter(|(customer, _)| {
                (mailing.belongs)(customer, at) && customer.agreed_to(TEXTS, at)
            })
            .filter_map(|(_, id)| u64::try_from(id.0).ok())
            .collect();
        let subject = format!("{} can:{}", mailing.format, TEXTS.word());
        let op = NewOp::new(OpKind::Export, at).about(&subject);
        let list = NewSentList {
            file_name: mailing.file_name,
            format: mailing.format,
            columns: r#"["name","mobile"]"#,
            scope: Some(TEXTS),
            contacts: &contacts,
        };
        book.record_sent(&op, &list, |_| Ok(())).map(drop)
    }

    /// A list of customers with all it says about them.
    fn bring_in(
        &mut self,
        tx: &mut Tx<'_>,
        place: usize,
        intake: &Intake,
        at: Millis,
    ) -> Result<(), Problem> {
        let (name, kind, method, proof) = source(intake.origin);
        let source = tx.source(&NewSource {
            name: name.to_owned(),
            kind,
            method: method.to_owned(),
            wording: String::new(),
            proof: proof.to_owned(),
        })?;
        let batch = tx.add_batch(&NewBatch {
            source,
            file_name: intake.file.to_owned(),
            file_hash: Sha256::digest(intake.file).to_vec(),
            settings: "{}".to_owned(),
        })?;
        self.batches.push(batch);
        let fields = Fields::find(tx)?;
        let brought = self.customers.iter().skip(self.ids.len());
        for customer in brought.take_while(|customer| customer.intake == place) {
            let tags = customer.tags.iter().map(|name| tx.tag_named(name));
            let tags: Vec<TagId> = tags.collect::<Result<_, _>>()?;
            let values = customer.known.iter();
            let values: Vec<(FieldId, &str)> = values
                .map(|(known, value)| (fields.of(*known), value.as_str()))
                .collect();
            let person = &customer.person;
            let id = tx.insert_contact(&NewContact {
                details: ContactDetails {
                    reference: &person.reference,
                    name: &person.name,
                    company: &person.company,
                    notes: customer.notes,
                    created: Some(customer.created.min(at)),
                    source: Some(source),
                    batch: Some(batch),
                },
                numbers: &person.numbers,
                emails: &person.emails,
                addresses: person.address.as_slice(),
                tags: &tags,
                fields: &values,
                purchases: customer.orders_between(Millis(0), at),
            })?;
            self.ids.push(id);
        }
        self.record(tx, With::Intake, at)
    }

    /// Orders of customers who are in the book already.
    fn add_orders(&self, tx: &mut Tx<'_>, at: Millis) -> Result<(), Problem> {
        for (customer, id) in self.customers.iter().zip(&self.ids) {
            let until = self.orders_until.get(customer.intake);
            let from = until.copied().unwrap_or_default();
            for order in customer.orders_between(from, at) {
                tx.add_purchase(*id, order)?;
            }
        }
        Ok(())
    }

    /// What customers said that came to be known with one entry of the log.
    fn record(&mut self, tx: &mut Tx<'_>, with: With, at: Millis) -> Result<(), Problem> {
        let mut row = 1;
        let mut intake = 0;
        for (customer, id) in self.customers.iter().zip(&self.ids) {
            // Rows of a file are counted with its header.
            row = if customer.intake == intake {
                row + 1
            } else {
                2
            };
            intake = customer.intake;
            // The newest list speaks of its own customers only.
            if with == With::Intake && intake + 1 != self.batches.len() {
                continue;
            }
            for entry in customer.consent.iter().filter(|entry| entry.with == with) {
                let notice = match entry.notice {
                    Some(notice) => notice_id(&mut self.notices, tx, notice)?,
                    None => None,
                };
                let batch = self.batches.get(intake).copied();
                let from_file = batch.filter(|_| with == With::Intake);
                tx.record(&NewEvent {
                    contact: *id,
                    notice,
                    batch: from_file,
                    row: from_file.map(|_| row),
                    ..event(entry, at)
                })?;
            }
        }
        Ok(())
    }

    /// Friends of the house belong to its regulars without an order, others do not with any.
    fn decide_by_hand(
        &self,
        tx: &mut Tx<'_>,
        segment: SegmentId,
        at: Millis,
    ) -> Result<(), Problem> {
        let local = || {
            let customers = self.customers.iter().zip(&self.ids);
            customers.filter(|(customer, _)| customer.person.place.area == HOME_AREA)
        };
        let friends =
            local().filter(|(customer, _)| customer.is_dear && customer.orders.is_empty());
        for (_, id) in friends.take(PUT_IN) {
            tx.override_segment(segment, *id, Some(true))?;
        }
        let lately = Millis(at.0 - LATELY);
        let regulars = local().filter(|(customer, _)| {
            customer.orders.len() > 1 && !customer.orders_between(lately, at).is_empty()
        });
        for (_, id) in regulars.take(LEFT_OUT) {
            tx.override_segment(segment, *id, Some(false))?;
        }
        Ok(())
    }

    /// One customer who may get texts speaks about calls.
    fn speak_at_the_counter(&self, tx: &mut Tx<'_>, which: i64, at: Millis) -> Result<(), Problem> {
        let start = self.ids.len() / 9 * usize::try_from(which).unwrap_or(0);
        let mut those = self.customers.iter().zip(&self.ids).skip(start);
        let agreed = |entry: &&Entry| entry.kind == EventKind::Grant && entry.grade >= Grade::B;
        let found = those.find_map(|(customer, id)| {
            let said = customer.consent.iter().find(agreed)?;
            Some((said.point.clone(), *id))
        });
        let Some((point, contact)) = found else {
            return Ok(());
        };
        let (kind, method, note) = if which % 3 == 0 {
            (
                EventKind::Withdraw,
                Method::VerbalCall,
                "来电说不要再打电话 · 小李记录",
            )
        } else {
            (
                EventKind::Grant,
                Method::InPerson,
                "到店当面同意接电话 · 小李记录",
            )
        };
        tx.record(&NewEvent {
            contact,
            point,
            cover: Cover {
                channel: Some(Channel::Call),
                purpose: Some(Purpose::Marketing),
            },
            kind,
            at,
            grade: Grade::B,
            method,
            batch: None,
            row: None,
            notice: None,
            note: note.to_owned(),
            target: None,
            until: None,
        })?;
        Ok(())
    }
}

/// The event of an entry, not later than the entry of the log.
fn event(entry: &Entry, at: Millis) -> NewEvent {
    NewEvent {
        contact: ContactId(0),
        point: entry.point.clone(),
        cover: entry.cover,
        kind: entry.kind,
        at: entry.at.min(at),
        grade: entry.grade,
        method: entry.method,
        batch: None,
        row: None,
        notice: None,
        note: entry.note.clone(),
        target: None,
        until: entry.until,
    }
}

/// The wording at a place in `words::NOTICES`, kept when it is first needed.
fn notice_id(
    known: &mut [Option<NoticeId>],
    tx: &mut Tx<'_>,
    place: usize,
) -> Result<Option<NoticeId>, Problem> {
    let (Some(slot), Some(notice)) = (known.get_mut(place), words::NOTICES.get(place)) else {
        return Ok(None);
    };
    if slot.is_none() {
        let (version, language, wording) = notice;
        *slot = Some(tx.add_notice(language, version, wording)?);
    }
    Ok(*slot)
}

/// The shop's own fields.
struct Fields {
    birthday: FieldId,
    favourite: FieldId,
    delivery: FieldId,
}

impl Fields {
    fn find(tx: &mut Tx<'_>) -> Result<Self, Problem> {
        Ok(Self {
            birthday: tx.field_named("生日", FieldKind::Date)?,
            favourite: tx.field_named("喜欢的花", FieldKind::Choice)?,
            delivery: tx.field_named("配送备注", FieldKind::Text)?,
        })
    }

    fn of(&self, known: Known) -> FieldId {
        match known {
            Known::Birthday => self.birthday,
            Known::FavouriteFlower => self.favourite,
            Known::Delivery => self.delivery,
        }
    }
}

/// Name and kind of a source, how people agreed and where the proof is kept.
const fn source(origin: Origin) -> (&'static str, SourceKind, &'static str, &'static str) {
    match origin {
        Origin::Counter => (
            "门店登记",
            SourceKind::Shop,
            "到店填登记表",
            "收银台下的登记册",
        ),
        Origin::Marketplace => ("淘宝店订单", SourceKind::Marketplace, "下单", ""),
        Origin::Fair => ("展会名片", SourceKind::Event, "交换名片", "名片册"),
        Origin::BoughtList => ("买来的名单", SourceKind::Purchased, "", ""),
        Origin::MiniProgram => (
            "微信小程序",
            SourceKind::WebForm,
            "注册时勾选",
            "小程序后台",
        ),
        Origin::Partner => ("婚庆公司推荐", SourceKind::Partner, "婚庆公司转来", ""),
    }
}
