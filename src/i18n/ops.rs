//! What an op did, in one line: for messages, for undo and for the history.

use super::{Language, count, op_kind};
use crate::domain::op::OpRecord;
use crate::text;

/// `import (shop counter) · 12 added`, 导入（门店） · 新增 12 人.
pub fn op_sentence(language: Language, op: &OpRecord) -> String {
    let kind = op_kind(language, op.kind);
    let what = if op.subject.is_empty() {
        kind
    } else {
        text!(
            language,
            "op-about",
            kind = kind,
            subject = op.subject.clone()
        )
    };
    let counts = &op.counts;
    let mut parts = vec![what];
    if counts.added > 0 {
        parts.push(text!(language, "op-added", count = count(counts.added)));
    }
    if counts.changed > 0 {
        parts.push(text!(language, "op-changed", count = count(counts.changed)));
    }
    if counts.removed > 0 {
        parts.push(text!(language, "op-removed", count = count(counts.removed)));
    }
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::OpId;
    use crate::domain::op::{OpCounts, OpKind};
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
        let added = OpCounts {
            added: 12_000,
            ..OpCounts::default()
        };
        check(
            OpKind::Import,
            "门店",
            added,
            "import (门店) · 12,000 added",
            "导入（门店） · 新增 12,000 人",
        );
        let removed = OpCounts {
            removed: 2,
            ..OpCounts::default()
        };
        check(
            OpKind::DeleteContact,
            "",
            removed,
            "contact deleted · 2 removed",
            "删除联系人 · 移除 2 人",
        );
    }
}
