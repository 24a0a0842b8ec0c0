//! Words for the kinds of things the domain knows.

use super::{Language, loader};
use crate::domain::consent::State;
use crate::domain::left_out::LeftOut;
use crate::domain::listing::SourceKind;
use crate::domain::op::OpKind;
use crate::domain::phone::{NumberKind, NumberStatus};
use crate::domain::problem::{CellProblem, RejectReason};
use crate::domain::review::Decision;
use crate::domain::watch::WaitReason;
use crate::text;

/// What was done: `import`, 导入.
pub fn op_kind(language: Language, kind: OpKind) -> String {
    word(language, "op", kind.word())
}

/// Whether someone agreed: `ask first`, 待征得同意.
pub fn state(language: Language, state: State) -> String {
    word(language, "state", state.word())
}

/// Where contacts came from: `shop counter`, 门店.
pub fn source_kind(language: Language, kind: SourceKind) -> String {
    word(language, "source", kind.word())
}

/// What a cell with a number is: `digits lost`, 数字丢失.
pub fn number_status(language: Language, status: NumberStatus) -> String {
    word(language, "status", status.word())
}

/// The kind of a phone line: `landline`, 固定电话.
pub fn line_kind(language: Language, kind: NumberKind) -> String {
    word(language, "line", kind.word())
}

/// What was decided about somebody on a list: `kept`, 保留.
pub fn decision(language: Language, decision: Decision) -> String {
    word(language, "decision", decision.word())
}

/// What a column of a list is called: `city`, 城市.
pub fn column(language: Language, column: &str) -> String {
    word(language, "column", column)
}

/// Why somebody is not on a list that goes out: `opted out`, 退订了.
pub fn left_out(language: Language, reason: LeftOut) -> String {
    word(language, "left-out", reason.word())
}

/// What that means, and what can be done about it.
pub fn left_out_meaning(language: Language, reason: LeftOut) -> String {
    word(language, "left-out-means", reason.word())
}

/// Why a row was not taken.
pub fn reject_reason(language: Language, reason: RejectReason) -> String {
    word(language, "reject", reason.word())
}

/// What is odd about a cell that was kept.
pub fn cell_fault(language: Language, problem: CellProblem) -> String {
    match problem {
        CellProblem::InvalidNumber => text!(language, "cell-invalid-number"),
        CellProblem::AmbiguousNumber => text!(language, "cell-ambiguous-number"),
        CellProblem::LossyNumber => text!(language, "cell-lossy-number"),
        CellProblem::MaskedNumber => text!(language, "cell-masked-number"),
        CellProblem::RelayNumber => text!(language, "cell-relay-number"),
        CellProblem::InvalidEmail => text!(language, "cell-invalid-email"),
        CellProblem::WrongKind => text!(language, "cell-wrong-kind"),
        CellProblem::InvalidAmount => text!(language, "cell-invalid-amount"),
        CellProblem::InvalidDate => text!(language, "cell-invalid-date"),
        CellProblem::InvalidConsent => text!(language, "cell-invalid-consent"),
    }
}

/// The message named after a word of the domain.
pub(super) fn word(language: Language, family: &str, word: &str) -> String {
    loader(language).get(&format!("{family}-{word}"))
}

/// Why a file of a watched folder waits for the owner.
pub fn wait_reason(language: Language, reason: WaitReason) -> String {
    match reason {
        WaitReason::NoSettings => text!(language, "watch-no-settings"),
        WaitReason::NoHeads => text!(language, "watch-no-heads"),
        WaitReason::ProofDay => text!(language, "watch-proof-day"),
        WaitReason::EditedList => text!(language, "watch-edited-list"),
    }
}
