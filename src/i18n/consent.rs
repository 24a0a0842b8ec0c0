//! What people said about being contacted, in words: events, standings, and how well they are proved.

use super::words::word;
use super::{Language, date, list, local_day};
use crate::domain::consent::{
    Channel, Cover, EventKind, Grade, Method, NewEvent, Purpose, Scope, Standing, State,
};
use crate::text;

/// `text`, 短信.
pub fn channel(language: Language, channel: Channel) -> String {
    word(language, "consent-channel", channel.word())
}

/// `marketing`, 营销.
pub fn purpose(language: Language, purpose: Purpose) -> String {
    word(language, "consent-purpose", purpose.word())
}

/// `text · marketing`, 短信 · 营销.
pub fn scope(language: Language, of: Scope) -> String {
    channels(language, &[of.channel], of.purpose)
}

/// Several channels for one purpose: 电话、微信 · 营销; 所有方式 · 营销 where none is left out.
pub fn channels(language: Language, of: &[Channel], for_what: Purpose) -> String {
    let names = if of.len() == Channel::ALL.len() {
        text!(language, "consent-any-channel")
    } else {
        let names: Vec<String> = of.iter().map(|one| channel(language, *one)).collect();
        list(language, &names)
    };
    [names, purpose(language, for_what)].join(" · ")
}

/// What somebody did: `opt-out`, 退订.
pub fn event_kind(language: Language, kind: EventKind) -> String {
    word(language, "consent-kind", kind.word())
}

/// How it became known: `by phone`, 电话告知.
pub fn method(language: Language, method: Method) -> String {
    word(language, "consent-method", method.word())
}

/// What happened: 退订电话, 同意短信营销.
pub fn event_sentence(language: Language, event: &NewEvent) -> String {
    let what = about(language, event.kind, event.cover);
    match event.kind {
        EventKind::Request => text!(language, "consent-did-request", what = what),
        EventKind::Grant => text!(language, "consent-did-grant", what = what),
        EventKind::Permit => text!(language, "consent-did-permit", what = what),
        EventKind::Refuse => text!(language, "consent-did-refuse", what = what),
        EventKind::Withdraw => text!(language, "consent-did-withdraw", what = what),
        EventKind::Invalidate => text!(language, "consent-did-invalidate", what = what),
        EventKind::Expire => text!(language, "consent-did-expire", what = what),
        EventKind::Void => text!(language, "consent-did-void"),
        EventKind::Restore => text!(language, "consent-did-restore"),
    }
}

/// What an event speaks about. A no to marketing is said in one word: 退订电话.
fn about(language: Language, kind: EventKind, cover: Cover) -> String {
    match (cover.channel, cover.purpose) {
        (None, None) => text!(language, "consent-about-all"),
        (Some(one), None) => channel(language, one),
        (None, Some(for_what)) => {
            let purpose = purpose(language, for_what);
            text!(language, "consent-about-purpose", purpose = purpose)
        }
        (Some(one), Some(Purpose::Marketing)) if kind.is_negative() => channel(language, one),
        (Some(one), Some(for_what)) => text!(
            language,
            "consent-about-scope",
            channel = channel(language, one),
            purpose = purpose(language, for_what)
        ),
    }
}

/// What holds now: 已同意，到 2027-03-02; 已退订 2026-08-14. A yes that only a file claims says so.
pub fn standing(language: Language, of: &Standing, for_what: Purpose) -> String {
    let since = date(local_day(of.since));
    let until = of.until.map(|until| date(local_day(until)));
    let is_claim = of.grade < Grade::B && for_what != Purpose::Service;
    match (of.state, until) {
        (State::Unknown, _) => text!(language, "consent-is-unknown"),
        (State::Requested, _) => text!(language, "consent-is-requested", date = since),
        (State::Granted, _) if is_claim => text!(language, "consent-is-claimed"),
        (State::Granted, None) => text!(language, "consent-is-granted"),
        (State::Granted, Some(until)) => text!(language, "consent-is-granted-until", date = until),
        (State::Permitted, None) => text!(language, "consent-is-permitted"),
        (State::Permitted, Some(until)) => {
            text!(language, "consent-is-permitted-until", date = until)
        }
        (State::Refused, _) => text!(language, "consent-is-refused", date = since),
        (State::Withdrawn, _) => text!(language, "consent-is-withdrawn", date = since),
        (State::Expired, _) => text!(language, "consent-is-expired", date = since),
        (State::Invalidated, _) => text!(language, "consent-is-invalidated", date = since),
    }
}

/// How well something is proved.
pub fn proof(language: Language, grade: Grade) -> String {
    match grade {
        Grade::A => text!(language, "consent-proof-own-act"),
        Grade::B => text!(language, "consent-proof-recorded"),
        Grade::C => text!(language, "consent-proof-claimed"),
        Grade::D => text!(language, "consent-proof-none"),
    }
}

/// What one does who reaches somebody so: `send marketing texts`, 发营销短信.
pub fn act(language: Language, of: Scope) -> String {
    let purpose = purpose(language, of.purpose);
    match of.channel {
        Channel::Sms => text!(language, "consent-act-sms", purpose = purpose),
        Channel::Call => text!(language, "consent-act-call", purpose = purpose),
        Channel::Email => text!(language, "consent-act-email", purpose = purpose),
        Channel::Post => text!(language, "consent-act-post", purpose = purpose),
        Channel::Whatsapp => text!(language, "consent-act-whatsapp", purpose = purpose),
        Channel::Wechat => text!(language, "consent-act-wechat", purpose = purpose),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consent::Point;
    use crate::domain::ids::ContactId;
    use crate::domain::time::{Day, Millis};

    fn day(year: i16, month: i8, day: i8) -> Millis {
        Day::from_date(jiff::civil::date(year, month, day)).start()
    }

    #[test]
    fn events_are_told_in_one_line() {
        let check = |kind, channel, purpose, english: &str, chinese: &str| {
            let event = NewEvent {
                contact: ContactId(1),
                point: Point::Person,
                cover: Cover { channel, purpose },
                kind,
                at: Millis(0),
                until: None,
                grade: Grade::B,
                method: Method::VerbalCall,
                batch: None,
                row: None,
                notice: None,
                note: String::new(),
                target: None,
            };
            assert_eq!(event_sentence(Language::English, &event), english);
            assert_eq!(event_sentence(Language::Chinese, &event), chinese);
        };
        let (sms, call) = (Some(Channel::Sms), Some(Channel::Call));
        let (marketing, service) = (Some(Purpose::Marketing), Some(Purpose::Service));
        check(
            EventKind::Withdraw,
            call,
            marketing,
            "Opted out of phone",
            "退订电话",
        );
        check(
            EventKind::Grant,
            sms,
            marketing,
            "Agreed to text marketing",
            "同意短信营销",
        );
        check(
            EventKind::Refuse,
            sms,
            service,
            "Refused text service",
            "拒绝短信服务",
        );
        check(
            EventKind::Withdraw,
            None,
            None,
            "Opted out of everything",
            "退订全部联系",
        );
    }

    #[test]
    fn standings_say_until_when() {
        let check = |state, grade, until, english: &str, chinese: &str| {
            let standing = Standing {
                state,
                since: day(2026, 8, 14),
                grade,
                until,
            };
            let say = |language| super::standing(language, &standing, Purpose::Marketing);
            assert_eq!(say(Language::English), english);
            assert_eq!(say(Language::Chinese), chinese);
        };
        let end = Some(day(2027, 3, 2));
        check(
            State::Granted,
            Grade::B,
            end,
            "Agreed until 2027-03-02",
            "已同意，到 2027-03-02",
        );
        check(
            State::Granted,
            Grade::C,
            None,
            "Agreed, not proved yet",
            "说是已同意，还缺凭证",
        );
        check(
            State::Withdrawn,
            Grade::C,
            None,
            "Opted out 2026-08-14",
            "已退订 2026-08-14",
        );
    }

    #[test]
    fn channels_of_one_purpose_are_said_together() {
        let check = |of: &[Channel], expected: &str| {
            assert_eq!(
                channels(Language::Chinese, of, Purpose::Marketing),
                expected
            );
        };
        check(&[Channel::Call, Channel::Wechat], "电话、微信 · 营销");
        check(&Channel::ALL, "所有方式 · 营销");
    }
}
