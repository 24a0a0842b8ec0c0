//! What customers of the sample book said about being contacted, and how it came to be known.

use super::people::{Origin, Person};
use super::time::{Clock, between};
use crate::domain::consent::{Channel, Cover, EventKind, Grade, Method, Point, Purpose};
use crate::domain::contact::email_key;
use crate::domain::time::Millis;
use crate::workspace::sample::dice::Dice;

/// Something the shop did about consent with many customers at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Typed in what people had signed.
    Forms,
    /// Took over the ticks of the mini program.
    Ticks,
    /// Asked by text.
    Asked,
    /// Took over the replies.
    Answered,
    OptOuts,
    /// Found out that numbers have other owners now.
    Reassigned,
}

/// One such act, and the wording that was in use then: a place in `words::NOTICES`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Round {
    pub(super) act: Act,
    pub(super) ago: i64,
    pub(super) subject: &'static str,
    notice: usize,
}

const fn round(act: Act, ago: i64, subject: &'static str, notice: usize) -> Round {
    Round {
        act,
        ago,
        subject,
        notice,
    }
}

/// Oldest first.
pub(super) const ROUNDS: [Round; 14] = [
    round(Act::Forms, 400, "会员登记表补录", 0),
    round(Act::Forms, 350, "展会登记表补录", 0),
    round(Act::Ticks, 267, "小程序授权记录", 1),
    round(Act::Asked, 240, "短信征求同意", 1),
    round(Act::Answered, 238, "短信回复 Y", 1),
    round(Act::Forms, 185, "婚礼客户登记表", 1),
    round(Act::OptOuts, 150, "退订短信", 1),
    round(Act::Reassigned, 120, "空号和换号", 1),
    round(Act::Asked, 60, "短信征求同意", 2),
    round(Act::Answered, 58, "短信回复 Y", 2),
    round(Act::OptOuts, 40, "退订短信", 2),
    round(Act::Ticks, 19, "小程序授权记录", 2),
    round(Act::Forms, 15, "会员登记表补录", 2),
    round(Act::OptOuts, 6, "退订短信", 2),
];
/// The wording for those who do not read Chinese.
const ENGLISH_NOTICE: usize = 3;
const TWO_YEARS: i64 = 730;

/// With which entry of the log something was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum With {
    /// The file that brought the customer in says it.
    Intake,
    /// A place in [`ROUNDS`].
    Round(usize),
}

/// An event that waits for the ids of its contact and notice.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) with: With,
    pub(super) point: Point,
    pub(super) cover: Cover,
    pub(super) kind: EventKind,
    pub(super) at: Millis,
    pub(super) grade: Grade,
    pub(super) method: Method,
    /// A place in `words::NOTICES`.
    pub(super) notice: Option<usize>,
    pub(super) note: String,
    /// When it ends by itself.
    pub(super) until: Option<Millis>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Silent,
    Form,
    Tick,
    Reply,
    Claimed,
    Unanswered,
    Service,
    StopsOffers,
    RefusesOffers,
    StopsAll,
    RefusesAll,
    Reassigned,
    Expired,
}

type Weights = [(u64, Fate); 12];

/// In thousandths; the rest says nothing.
const fn weights(shares: [u64; 12]) -> Weights {
    let [
        form,
        tick,
        reply,
        claimed,
        unanswered,
        service,
        stops,
        refuses,
        rest @ ..,
    ] = shares;
    let [stops_all, refuses_all, reassigned, expired] = rest;
    [
        (form, Fate::Form),
        (tick, Fate::Tick),
        (reply, Fate::Reply),
        (claimed, Fate::Claimed),
        (unanswered, Fate::Unanswered),
        (service, Fate::Service),
        (stops, Fate::StopsOffers),
        (refuses, Fate::RefusesOffers),
        (stops_all, Fate::StopsAll),
        (refuses_all, Fate::RefusesAll),
        (reassigned, Fate::Reassigned),
        (expired, Fate::Expired),
    ]
}

const fn fates(origin: Origin) -> Weights {
    match origin {
        Origin::Counter => weights([360, 0, 200, 80, 60, 70, 30, 20, 12, 10, 8, 25]),
        Origin::Marketplace => weights([0, 0, 130, 0, 70, 330, 30, 10, 14, 10, 6, 0]),
        Origin::Fair => weights([110, 0, 70, 180, 90, 10, 10, 20, 10, 20, 5, 15]),
        Origin::BoughtList => weights([0, 0, 0, 170, 0, 0, 0, 8, 12, 34, 8, 0]),
        Origin::MiniProgram => weights([0, 620, 70, 0, 60, 60, 40, 12, 10, 8, 4, 25]),
        Origin::Partner => weights([140, 0, 120, 60, 120, 150, 12, 18, 5, 5, 5, 10]),
    }
}

/// Everything about one customer's consent.
pub(super) struct Speaker<'a> {
    pub(super) dice: &'a mut Dice,
    pub(super) clock: Clock,
    pub(super) origin: Origin,
    pub(super) person: &'a Person,
    /// Days since the list with this customer was brought in, and since the first visit.
    pub(super) brought_in: i64,
    pub(super) known: i64,
    pub(super) has_orders: bool,
    pub(super) entries: Vec<Entry>,
}

/// How sure an entry is and how it came to be known.
#[derive(Clone, Copy)]
struct Proof {
    grade: Grade,
    method: Method,
    notice: Option<usize>,
}

const CLAIM: Proof = Proof {
    grade: Grade::C,
    method: Method::Import,
    notice: None,
};
const OFFERS_BY_TEXT: Cover = only(Channel::Sms, Purpose::Marketing);
const OFFERS_BY_CALL: Cover = only(Channel::Call, Purpose::Marketing);
const SERVICE: Cover = Cover {
    channel: None,
    purpose: Some(Purpose::Service),
};
const EVERYTHING: Cover = Cover {
    channel: None,
    purpose: None,
};

const fn only(channel: Channel, purpose: Purpose) -> Cover {
    Cover {
        channel: Some(channel),
        purpose: Some(purpose),
    }
}

impl Speaker<'_> {
    /// Decides what this customer said, and when.
    pub(super) fn speak(mut self) -> Vec<Entry> {
        let fate = self.dice.weigh(&fates(self.origin), Fate::Silent);
        let can_be_texted = self.person.mobile().is_some();
        match fate {
            Fate::RefusesAll => self.intake(EventKind::Refuse, EVERYTHING),
            Fate::StopsAll => self.opt_out(EVERYTHING),
            // Nobody agrees to texts on a number that has none.
            _ if !can_be_texted => {}
            Fate::Silent => {}
            Fate::Claimed => self.intake(EventKind::Grant, OFFERS_BY_TEXT),
            Fate::RefusesOffers => self.intake(EventKind::Refuse, OFFERS_BY_TEXT),
            Fate::Service => self.intake(EventKind::Permit, SERVICE),
            Fate::Unanswered => drop(self.ask()),
            Fate::Form | Fate::Tick | Fate::Reply => self.agree(fate),
            Fate::StopsOffers => {
                self.agree_somehow();
                self.opt_out(OFFERS_BY_TEXT);
            }
            Fate::Reassigned => self.lose_number(),
            Fate::Expired => self.run_out(),
        }
        self.entries
    }

    /// The first act of this kind after the list was brought in.
    fn first(&self, act: Act) -> Option<(usize, Round)> {
        let mut rounds = ROUNDS.into_iter().enumerate();
        rounds.find(|(_, round)| round.act == act && round.ago < self.brought_in)
    }

    /// The newest round that this customer answered in.
    fn last_round(&self) -> Option<Round> {
        let rounds = self.entries.iter().filter_map(|entry| match entry.with {
            With::Round(index) if entry.kind != EventKind::Withdraw => ROUNDS.get(index),
            With::Round(_) | With::Intake => None,
        });
        rounds.copied().min_by_key(|round| round.ago)
    }

    fn point(&self) -> Point {
        let number = self.person.mobile().and_then(|number| number.e164);
        number.map_or(Point::Person, Point::Phone)
    }

    fn push(&mut self, with: With, kind: EventKind, cover: Cover, at: Millis, proof: Proof) {
        self.entries.push(Entry {
            with,
            point: self.point(),
            cover,
            kind,
            at,
            grade: proof.grade,
            method: proof.method,
            notice: proof.notice,
            note: String::new(),
            until: None,
        });
    }

    fn note(&mut self, note: String) {
        if let Some(entry) = self.entries.last_mut() {
            entry.note = note;
        }
    }

    /// The file says so.
    fn intake(&mut self, kind: EventKind, cover: Cover) {
        let at = self.clock.day(self.brought_in, self.dice);
        self.push(With::Intake, kind, cover, at, CLAIM);
    }

    /// Asks by text; the round of the replies, if there is one.
    fn ask(&mut self) -> Option<(usize, Round)> {
        let (index, round) = self.first(Act::Asked)?;
        let at = self.clock.day(round.ago, self.dice);
        let proof = Proof {
            grade: Grade::B,
            method: Method::SmsReply,
            notice: Some(round.notice),
        };
        self.push(
            With::Round(index),
            EventKind::Request,
            OFFERS_BY_TEXT,
            at,
            proof,
        );
        self.first(Act::Answered)
    }

    fn agree_somehow(&mut self) {
        self.agree(match self.origin {
            Origin::Counter | Origin::Fair => Fate::Form,
            Origin::MiniProgram => Fate::Tick,
            Origin::Marketplace | Origin::BoughtList | Origin::Partner => Fate::Reply,
        });
    }

    fn agree(&mut self, how: Fate) {
        let agreed = match how {
            Fate::Form => self.first(Act::Forms).map(|(index, round)| {
                let proof = Proof {
                    grade: Grade::B,
                    method: Method::Paper,
                    notice: Some(round.notice),
                };
                (index, self.clock.day(self.known, self.dice), proof)
            }),
            Fate::Tick => self.first(Act::Ticks).map(|(index, round)| {
                let proof = Proof {
                    grade: Grade::A,
                    method: Method::WebForm,
                    notice: Some(round.notice),
                };
                (index, self.clock.day(self.known, self.dice), proof)
            }),
            _ => self.ask().map(|(index, round)| {
                let english = self.person.place.code.starts_with(['1', '4']);
                let notice = if english {
                    ENGLISH_NOTICE
                } else {
                    round.notice
                };
                let proof = Proof {
                    grade: Grade::A,
                    method: Method::SmsReply,
                    notice: Some(notice),
                };
                let ago = round.ago + i64::from(self.dice.per_mille(500));
                (index, self.clock.day(ago, self.dice), proof)
            }),
        };
        let Some((index, at, proof)) = agreed else {
            return;
        };
        let with = With::Round(index);
        self.push(with, EventKind::Grant, OFFERS_BY_TEXT, at, proof);
        match how {
            Fate::Form => {
                let note = format!(
                    "登记表第 {} 册第 {} 页",
                    1 + self.dice.below(6),
                    1 + self.dice.below(120)
                );
                self.note(note);
            }
            Fate::Tick if self.dice.per_mille(420) => {
                let wechat = only(Channel::Wechat, Purpose::Marketing);
                self.push(with, EventKind::Grant, wechat, at, proof);
            }
            Fate::Reply => self.note("Y".to_owned()),
            _ => {}
        }
        self.speak_of_calls(with, at, proof);
        self.speak_of_letters(with, at, proof);
        self.agree_for_a_time(at);
        if self.has_orders && self.origin != Origin::BoughtList {
            self.intake(EventKind::Permit, SERVICE);
        }
    }

    fn speak_of_calls(&mut self, with: With, at: Millis, proof: Proof) {
        match self.dice.below(100) {
            0..=33 => self.push(with, EventKind::Grant, OFFERS_BY_CALL, at, proof),
            34..=41 => self.push(with, EventKind::Refuse, OFFERS_BY_CALL, at, proof),
            42..=45 => {
                self.push(with, EventKind::Grant, OFFERS_BY_CALL, at, proof);
                self.opt_out(OFFERS_BY_CALL);
                self.note("电话告知 · 小李记录".to_owned());
            }
            _ => {}
        }
    }

    /// E-mail has points and answers of its own.
    fn speak_of_letters(&mut self, with: With, at: Millis, proof: Proof) {
        let Some(email) = self.person.emails.first() else {
            return;
        };
        let point = Point::Email(email_key(&email.addr));
        let cover = only(Channel::Email, Purpose::Marketing);
        let before = self.entries.len();
        match self.dice.below(100) {
            0..=54 => self.push(with, EventKind::Grant, cover, at, proof),
            55..=61 => {
                self.push(with, EventKind::Grant, cover, at, proof);
                self.opt_out(cover);
            }
            _ => {}
        }
        for entry in self.entries.iter_mut().skip(before) {
            entry.point = point.clone();
            if entry.kind == EventKind::Withdraw {
                entry.method = Method::EmailClick;
            }
        }
    }

    /// In one of the rounds of opting out, a little before it was taken over.
    fn opt_out(&mut self, cover: Cover) {
        let after = self.last_round().map_or(self.brought_in, |round| round.ago);
        let rounds: Vec<(usize, Round)> = ROUNDS
            .into_iter()
            .enumerate()
            .filter(|(_, round)| round.act == Act::OptOuts && round.ago < after)
            .collect();
        let which = usize::try_from(self.dice.below(10)).unwrap_or(0) * rounds.len() / 10;
        let Some((index, round)) = rounds.get(which) else {
            return;
        };
        let at = self
            .clock
            .day(between(self.dice, round.ago, round.ago + 8), self.dice);
        let proof = Proof {
            grade: Grade::A,
            method: Method::SmsReply,
            notice: None,
        };
        self.push(With::Round(*index), EventKind::Withdraw, cover, at, proof);
        if cover != OFFERS_BY_CALL {
            self.note("TD".to_owned());
        }
    }

    fn lose_number(&mut self) {
        let Some((index, round)) = self.first(Act::Reassigned) else {
            return;
        };
        let at = self.clock.day(round.ago, self.dice);
        let proof = Proof {
            grade: Grade::B,
            method: Method::VerbalCall,
            notice: None,
        };
        self.push(
            With::Round(index),
            EventKind::Invalidate,
            EVERYTHING,
            at,
            proof,
        );
        self.note("接电话的不是本人，号码已换人".to_owned());
    }

    /// What was given for a time, and the time is over.
    fn run_out(&mut self) {
        self.agree_somehow();
        let end = self.clock.end(-between(self.dice, 2, 50));
        self.end_with(end);
    }

    /// Some say yes for two years, and of some of them the years are over soon.
    fn agree_for_a_time(&mut self, at: Millis) {
        match self.dice.below(1000) {
            0..=24 => {
                let end = self.clock.end(between(self.dice, 1, 110));
                self.end_with(end);
            }
            25..=349 => {
                let end = self.clock.end(TWO_YEARS - self.clock.ago(at.day()));
                if end > self.clock.end(110) {
                    self.end_with(end);
                }
            }
            _ => {}
        }
    }

    fn end_with(&mut self, end: Millis) {
        let grants = |entry: &&mut Entry| entry.kind == EventKind::Grant;
        for entry in self.entries.iter_mut().filter(grants) {
            entry.until = Some(end);
        }
    }
}
