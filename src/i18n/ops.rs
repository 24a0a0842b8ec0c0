//! What an op did, in one sentence: for messages, for undo and for the history.

use super::consent::scope as scope_words;
use super::{Language, channel, count, decision, event_kind, list, people, purpose};
use crate::domain::consent::{Channel, EventKind, Purpose, Scope};
use crate::domain::held::{HeldAct, HeldEnd};
use crate::domain::op::{OpCounts, OpKind, OpRecord};
use crate::domain::review::ReviewAct;
use crate::domain::watch::WatchOutcome;
use crate::text;

/// `Imported 门店登记: 12,000 added`, 导入 门店登记：新增 12,000 人.
pub fn op_sentence(language: Language, op: &OpRecord) -> String {
    let touched = people(language, op.counts.changed);
    let subject = op.subject.trim();
    match op.kind {
        OpKind::Create => text!(language, "op-did-create"),
        OpKind::Import => import(language, subject, &op.counts),
        OpKind::AddContact => text!(language, "op-did-add"),
        OpKind::EditContact if subject.is_empty() => {
            text!(language, "op-did-edit", people = touched)
        }
        OpKind::EditContact => set(language, subject, &touched),
        OpKind::DeleteContact => {
            let people = people(language, op.counts.removed);
            text!(language, "op-did-delete", people = people)
        }
        OpKind::Tag => tag(language, subject, &touched),
        OpKind::RecordConsent => consent(language, subject),
        OpKind::Export if subject.is_empty() => text!(language, "op-did-export"),
        OpKind::Export => text!(
            language,
            "op-did-export-of",
            what = export(language, subject)
        ),
        OpKind::Undo => text!(language, "op-did-undo"),
        OpKind::Redo => text!(language, "op-did-redo"),
        OpKind::EditFields if subject.is_empty() => text!(language, "op-did-fields"),
        OpKind::EditFields => text!(language, "op-did-field", name = subject),
        OpKind::RestoreContact => {
            let people = people(language, op.counts.added);
            text!(language, "op-did-restore", people = people)
        }
        OpKind::PurgeContact => {
            let people = people(language, op.counts.removed);
            text!(language, "op-did-purge", people = people)
        }
        OpKind::EditSegments if subject.is_empty() => text!(language, "op-did-segments"),
        OpKind::EditSegments => text!(language, "op-did-segment", name = subject),
        OpKind::Review => review(language, subject),
        OpKind::ChangePassphrase => text!(language, "op-did-change-passphrase"),
        OpKind::MakeRecoveryCode => text!(language, "op-did-recovery-code"),
        OpKind::ConfirmRecoveryCode => text!(language, "op-did-confirm-recovery-code"),
        OpKind::RoundTrip => with_counts(language, text!(language, "op-did-trip"), &op.counts),
        OpKind::SettleHeld => settled(language, subject),
        OpKind::Watch => watched(language, subject),
    }
}

fn watched(language: Language, subject: &str) -> String {
    match WatchOutcome::from_word(subject) {
        Some(WatchOutcome::Imported) => text!(language, "op-did-watch-nothing"),
        Some(WatchOutcome::Waiting) => text!(language, "op-did-watch-waiting"),
        Some(WatchOutcome::Failed) => text!(language, "op-did-watch-failed"),
        Some(WatchOutcome::LeftOut) => text!(language, "op-did-watch-left-out"),
        Some(WatchOutcome::ByHand) | None => text!(language, "op-watch"),
    }
}

fn settled(language: Language, subject: &str) -> String {
    let Some(act) = HeldAct::parse(subject) else {
        return text!(language, "op-settle_held");
    };
    let (n, rows) = (act.rows, count(act.rows));
    match act.end {
        HeldEnd::Known => text!(language, "op-did-settle-known", n = n, rows = rows),
        HeldEnd::New => text!(language, "op-did-settle-new", n = n, rows = rows),
        HeldEnd::ThrownAway => text!(language, "op-did-settle-thrown-away", n = n, rows = rows),
        HeldEnd::Waiting => text!(language, "op-settle_held"),
    }
}

fn import(language: Language, source: &str, counts: &OpCounts) -> String {
    let what = if source.is_empty() {
        text!(language, "op-did-import")
    } else {
        text!(language, "op-did-import-of", source = source)
    };
    with_counts(language, what, counts)
}

/// What was done, and to how many.
fn with_counts(language: Language, what: String, counts: &OpCounts) -> String {
    let mut parts = Vec::new();
    if counts.added > 0 {
        parts.push(text!(language, "op-added", count = count(counts.added)));
    }
    if counts.changed > 0 {
        parts.push(text!(language, "op-changed", count = count(counts.changed)));
    }
    if counts.removed > 0 {
        parts.push(text!(language, "op-removed", count = count(counts.removed)));
    }
    if parts.is_empty() {
        return what;
    }
    text!(
        language,
        "op-did-with",
        what = what,
        parts = list(language, &parts)
    )
}

fn tag(language: Language, subject: &str, people: &str) -> String {
    match (subject.strip_prefix('-'), subject) {
        (_, "") => text!(language, "op-did-tags", people = people),
        (Some(tag), _) => text!(language, "op-did-untag", people = people, tag = tag),
        (None, tag) => text!(language, "op-did-tag", people = people, tag = tag),
    }
}

/// From a subject such as `city`, `field:生日`, or `-city` where it was cleared.
fn set(language: Language, subject: &str, people: &str) -> String {
    let (word, is_cleared) = match subject.strip_prefix('-') {
        Some(word) => (word, true),
        None => (subject, false),
    };
    let field = match word {
        "company" => text!(language, "table-company"),
        "city" => text!(language, "table-city"),
        "province" => text!(language, "table-province"),
        "country" => text!(language, "table-country"),
        other => other.strip_prefix("field:").unwrap_or(other).to_owned(),
    };
    if is_cleared {
        text!(
            language,
            "op-did-clear-field",
            people = people,
            field = field
        )
    } else {
        text!(language, "op-did-set-field", people = people, field = field)
    }
}

/// From a subject such as `withdraw sms+call.marketing 12`.
fn consent(language: Language, subject: &str) -> String {
    let mut words = subject.split(' ');
    let kind = words.next().and_then(EventKind::from_word);
    let about = words.next().and_then(|word| word.split_once('.'));
    let number = words.next().and_then(|word| word.parse::<u64>().ok());
    let Some(kind) = kind else {
        return text!(language, "op-did-consent");
    };
    let mut parts: Vec<String> = Vec::new();
    if let Some((channels, of)) = about {
        let channels: Vec<String> = channels
            .split('+')
            .filter_map(Channel::from_word)
            .map(|one| channel(language, one))
            .collect();
        if !channels.is_empty() {
            parts.push(list(language, &channels));
        }
        parts.extend(Purpose::from_word(of).map(|of| purpose(language, of)));
    }
    text!(
        language,
        "op-did-consent-of",
        what = event_kind(language, kind),
        about = parts.join(" · "),
        people = people(language, number.unwrap_or(1))
    )
}

/// From a subject such as `kept 3 17`.
fn review(language: Language, subject: &str) -> String {
    match ReviewAct::parse(subject) {
        Some(ReviewAct::Begun) => text!(language, "op-did-review-begin"),
        Some(ReviewAct::Dropped) => text!(language, "op-did-review-drop"),
        Some(ReviewAct::Stepped(step)) => {
            let what = decision(language, step.decision);
            text!(language, "op-did-review-step", what = what)
        }
        None => text!(language, "op-review"),
    }
}

/// `CSV · text · marketing`, `CSV city:深圳`: the kind of file as its users write it, and what for.
fn export(language: Language, subject: &str) -> String {
    let (format, rest) = subject.split_once(' ').unwrap_or((subject, ""));
    let format = match format {
        "vcard" => "vCard".to_owned(),
        other => other.to_uppercase(),
    };
    let scope = rest.strip_prefix("can:").and_then(|word| {
        let (channel, purpose) = word.split_once('.')?;
        Some(Scope::new(
            Channel::from_word(channel)?,
            Purpose::from_word(purpose)?,
        ))
    });
    match scope {
        Some(of) => format!("{format} · {}", scope_words(language, of)),
        None => format!("{format} {rest}").trim_end().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::OpId;
    use crate::domain::time::Millis;

    #[test]
    fn an_op_says_what_it_did() {
        let check = |kind, subject: &str, counts, english: &str, chinese: &str| {
            let op = OpRecord {
                id: OpId(1),
                kind,
                at: Millis(0),
                actor: String::new(),
                subject: subject.to_owned(),
                counts,
                target: None,
            };
            assert_eq!(op_sentence(Language::English, &op), english);
            assert_eq!(op_sentence(Language::Chinese, &op), chinese);
        };
        let counts = |added, changed, removed| OpCounts {
            added,
            changed,
            removed,
            events: 0,
        };
        check(
            OpKind::Import,
            "门店登记",
            counts(12_000, 3, 0),
            "Imported 门店登记: 12,000 added, 3 changed",
            "导入 门店登记：新增 12,000 人、更改 3 人",
        );
        check(
            OpKind::DeleteContact,
            "",
            counts(0, 0, 1),
            "Deleted 1 person",
            "删除 1 人",
        );
        check(
            OpKind::Tag,
            "花艺课",
            counts(0, 12, 0),
            "Tagged 12 people 花艺课",
            "给 12 人加标签 花艺课",
        );
        check(
            OpKind::Tag,
            "-花艺课",
            counts(0, 2, 0),
            "Took tag 花艺课 off 2 people",
            "去掉 2 人的标签 花艺课",
        );
        check(
            OpKind::RecordConsent,
            "withdraw sms+call.marketing 12",
            counts(0, 0, 0),
            "Recorded opt-out (text, phone · marketing): 12 people",
            "记录退订（短信、电话 · 营销）：12 人",
        );
        check(
            OpKind::RecordConsent,
            "",
            counts(0, 0, 0),
            "Recorded consent",
            "记录能否联系",
        );
        check(
            OpKind::Review,
            "kept 3 17",
            counts(0, 0, 0),
            "Review: kept",
            "核对：保留",
        );
        check(
            OpKind::Review,
            "begin",
            counts(0, 0, 0),
            "Began a review",
            "开始逐一核对",
        );
        check(
            OpKind::Export,
            "csv city:深圳",
            counts(0, 0, 0),
            "Exported CSV city:深圳",
            "导出 CSV city:深圳",
        );
        check(
            OpKind::Export,
            "xlsx can:sms.marketing",
            counts(0, 0, 0),
            "Exported XLSX · text · marketing",
            "导出 XLSX · 短信 · 营销",
        );
    }
}
