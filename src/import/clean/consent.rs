//! What people and programs write for yes and no.

use std::borrow::Cow;

use super::text::is_han;
use crate::domain::consent::EventKind;

/// What a cell about consent says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// Nothing at all: blank, unknown, not asked.
    Nothing,
    Says(EventKind),
    /// A word that is not known. Never guessed at.
    Unclear,
}

const YES: [&str; 55] = [
    "是",
    "同意",
    "已同意",
    "愿意",
    "可以",
    "允许",
    "接受",
    "接收",
    "已授权",
    "授权",
    "已订阅",
    "订阅",
    "有",
    "对",
    "願意",
    "允許",
    "はい",
    "同意する",
    "예",
    "네",
    "동의",
    "y",
    "yes",
    "true",
    "t",
    "1",
    "1.0",
    "x",
    "on",
    "ok",
    "✓",
    "√",
    "✔",
    "☑",
    "agree",
    "agreed",
    "accepted",
    "granted",
    "allowed",
    "optin",
    "optedin",
    "subscribed",
    "si",
    "sí",
    "oui",
    "ja",
    "wahr",
    "vrai",
    "verdadero",
    "sim",
    "tak",
    "да",
    "evet",
    "vero",
    "consented",
];
const NO: [&str; 47] = [
    "否",
    "不",
    "不同意",
    "未同意",
    "不愿意",
    "不可以",
    "不可",
    "不允许",
    "不接受",
    "不接收",
    "未授权",
    "拒绝",
    "没有",
    "无",
    "不願意",
    "拒絕",
    "いいえ",
    "아니요",
    "아니오",
    "n",
    "no",
    "false",
    "f",
    "0",
    "0.0",
    "off",
    "✗",
    "×",
    "✘",
    "disagree",
    "refused",
    "denied",
    "declined",
    "non",
    "nein",
    "falsch",
    "faux",
    "falso",
    "não",
    "nao",
    "nie",
    "нет",
    "hayır",
    "hayir",
    "nee",
    "notsubscribed",
    "notconsented",
];
const WITHDRAWN: [&str; 22] = [
    "拒收",
    "已拒收",
    "退订",
    "已退订",
    "取消订阅",
    "撤回",
    "已撤回",
    "勿扰",
    "黑名单",
    "退訂",
    "unsubscribed",
    "unsubscribe",
    "optout",
    "optedout",
    "withdrawn",
    "revoked",
    "stop",
    "blocked",
    "blocklisted",
    "blacklisted",
    "donotcontact",
    "dnc",
];
const NOTHING: [&str; 16] = [
    "",
    "未知",
    "待定",
    "不详",
    "未询问",
    "unknown",
    "pending",
    "notasked",
    "na",
    "null",
    "none",
    "-",
    "--",
    "/",
    "?",
    "？",
];

/// What a cell in a column about consent says.
pub(super) fn consent(cell: &str) -> Answer {
    let word = normalise(cell);
    let is_in = |words: &[&str]| words.contains(&&*word);
    if is_in(&NOTHING) {
        Answer::Nothing
    } else if is_in(&YES) {
        Answer::Says(EventKind::Grant)
    } else if is_in(&NO) {
        Answer::Says(EventKind::Refuse)
    } else if is_in(&WITHDRAWN) {
        Answer::Says(EventKind::Withdraw)
    } else {
        Answer::Unclear
    }
}

/// What a cell in a column about objections says: a yes there is an objection, and a no nothing.
pub(super) fn objection(cell: &str) -> Answer {
    if normalise(cell) == "subscribed" {
        return Answer::Nothing;
    }
    match consent(cell) {
        Answer::Says(EventKind::Grant) if normalise(cell).contains(['同', '愿', '接', '授']) => {
            // "Agreed" under "opt-out" may mean either.
            Answer::Unclear
        }
        Answer::Says(EventKind::Grant | EventKind::Withdraw) => Answer::Says(EventKind::Withdraw),
        Answer::Says(_) => Answer::Nothing,
        other => other,
    }
}

fn normalise(cell: &str) -> Cow<'_, str> {
    let trimmed = cell.trim().trim_end_matches(['。', '.', '!', '！']);
    // As nearly every cell is written.
    if trimmed
        .chars()
        .all(|c| matches!(c, 'a'..='z' | '0'..='9') || is_han(c))
    {
        return Cow::Borrowed(trimmed);
    }
    let lower = trimmed.to_lowercase();
    let signs_only = !lower.contains(char::is_alphanumeric);
    if signs_only {
        lower.into()
    } else {
        let letters = lower.chars().filter(|c| c.is_alphanumeric() || *c == '.');
        letters.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_consent() {
        let check = |cell: &str, expected: Answer| assert_eq!(consent(cell), expected, "{cell}");
        for cell in [
            "是",
            " 同意 ",
            "Y",
            "Yes",
            "TRUE",
            "1",
            "已授权",
            "Opt-In",
            "Subscribed",
            "√",
        ] {
            check(cell, Answer::Says(EventKind::Grant));
        }
        for cell in ["否", "不同意", "n", "NO", "false", "0", "拒绝", "no."] {
            check(cell, Answer::Says(EventKind::Refuse));
        }
        for cell in ["拒收", "退订", "unsubscribed", "Opted out", "STOP"] {
            check(cell, Answer::Says(EventKind::Withdraw));
        }
        for cell in ["", "  ", "未知", "N/A", "-", "unknown"] {
            check(cell, Answer::Nothing);
        }
        for cell in ["maybe", "下次再说", "2", "yes and no"] {
            check(cell, Answer::Unclear);
        }
    }

    #[test]
    fn words_of_objection() {
        let check = |cell: &str, expected: Answer| assert_eq!(objection(cell), expected, "{cell}");
        for cell in ["是", "yes", "1", "拒收", "已退订", "x"] {
            check(cell, Answer::Says(EventKind::Withdraw));
        }
        for cell in ["", "否", "no", "0", "subscribed", "未知"] {
            check(cell, Answer::Nothing);
        }
        for cell in ["同意", "perhaps"] {
            check(cell, Answer::Unclear);
        }
    }
}
