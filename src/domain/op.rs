//! Ops: what one user action did to the book, what the log lists and what undo undoes.

use std::collections::BTreeMap;

use super::ids::{ContactId, OpId};
use super::time::Millis;

/// What kind of action it was. The discriminants are stored; never renumber.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum OpKind {
    Create = 1,
    Import = 2,
    AddContact = 3,
    EditContact = 4,
    DeleteContact = 5,
    Tag = 6,
    RecordConsent = 7,
    Export = 8,
    Undo = 9,
    Redo = 10,
    EditFields = 11,
    EditSegments = 12,
    /// A step of walking a list one by one, with what it did to the person.
    Review = 20,
    RestoreContact = 21,
    /// Cannot be undone: nothing is kept of whom it erased.
    PurgeContact = 22,
    /// An edited list that came back, with all that was taken over from it.
    RoundTrip = 30,
    /// Decided about rows that an import held back.
    SettleHeld = 31,
    /// Noted what became of a file, or how such files come in: nothing that the list shows.
    Watch = 33,
    /// Cannot be undone, like all that is about keys.
    ChangePassphrase = 40,
    MakeRecoveryCode = 41,
    ConfirmRecoveryCode = 42,
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpRecord {
    pub id: OpId,
    pub kind: OpKind,
    pub at: Millis,
    pub actor: String,
    /// What it was about, without personal data: a source's name, a file's kind.
    pub subject: String,
    pub counts: OpCounts,
    /// For undo and redo: the op that was undone or redone.
    pub target: Option<OpId>,
}

/// How many contacts an op touched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpCounts {
    pub added: u64,
    pub changed: u64,
    pub removed: u64,
    pub events: u64,
}

/// What a committed op changed: all that whoever holds a copy of the list must read again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub op: Option<OpId>,
    /// Contacts that were added, changed or removed, or whose consent may fold differently.
    pub contacts: IdRanges,
    /// Contacts of which nothing but tags and values of custom fields changed; they may be among
    /// `contacts` too.
    pub parts: IdRanges,
    /// Whether names of tags, sources, fields or segments changed.
    pub vocabulary: bool,
}

/// A set of contact ids as sorted, disjoint, inclusive ranges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdRanges {
    /// Last id by first id.
    ranges: BTreeMap<i64, i64>,
}

impl OpKind {
    pub const ALL: [Self; 21] = [
        Self::Create,
        Self::Import,
        Self::AddContact,
        Self::EditContact,
        Self::DeleteContact,
        Self::Tag,
        Self::RecordConsent,
        Self::Export,
        Self::Undo,
        Self::Redo,
        Self::EditFields,
        Self::EditSegments,
        Self::Review,
        Self::RestoreContact,
        Self::PurgeContact,
        Self::ChangePassphrase,
        Self::MakeRecoveryCode,
        Self::ConfirmRecoveryCode,
        Self::RoundTrip,
        Self::SettleHeld,
        Self::Watch,
    ];

    /// The word of `log --json`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Import => "import",
            Self::AddContact => "add_contact",
            Self::EditContact => "edit_contact",
            Self::DeleteContact => "delete_contact",
            Self::Tag => "tag",
            Self::RecordConsent => "record_consent",
            Self::Export => "export",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::EditFields => "edit_fields",
            Self::EditSegments => "edit_segments",
            Self::Review => "review",
            Self::RestoreContact => "restore_contact",
            Self::PurgeContact => "purge_contact",
            Self::ChangePassphrase => "change_passphrase",
            Self::MakeRecoveryCode => "make_recovery_code",
            Self::ConfirmRecoveryCode => "confirm_recovery_code",
            Self::RoundTrip => "round_trip",
            Self::SettleHeld => "settle_held",
            Self::Watch => "watch",
        }
    }

    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as u8 == code)
    }

    /// Whether undo can take it back: it changed what the list shows.
    pub const fn undoable(self) -> bool {
        !matches!(
            self,
            Self::Create
                | Self::Export
                | Self::Undo
                | Self::Redo
                | Self::PurgeContact
                | Self::Watch
                | Self::ChangePassphrase
                | Self::MakeRecoveryCode
                | Self::ConfirmRecoveryCode
        )
    }
}

impl IdRanges {
    /// No ids.
    pub const EMPTY: Self = Self {
        ranges: BTreeMap::new(),
    };

    /// Adds one contact.
    pub fn insert(&mut self, id: ContactId) {
        self.insert_range(id.0, id.0);
    }

    /// Adds every id from `first` to `last`, both included.
    pub fn insert_range(&mut self, first: i64, last: i64) {
        if first > last {
            return;
        }
        // Ids mostly come in order, one after the other.
        if let Some(mut newest) = self.ranges.last_entry()
            && *newest.key() <= first
            && newest.get().saturating_add(1) >= first
        {
            let end = newest.get_mut();
            *end = last.max(*end);
            return;
        }
        let (mut from, mut to) = (first, last);
        // Ranges that overlap or touch the new one melt into it.
        while let Some((&start, &end)) = self.ranges.range(..=to.saturating_add(1)).next_back() {
            if end.saturating_add(1) < from {
                break;
            }
            if start <= from && end >= to {
                return;
            }
            self.ranges.remove(&start);
            from = from.min(start);
            to = to.max(end);
        }
        self.ranges.insert(from, to);
    }

    /// The ranges in ascending order, both ends included.
    pub fn ranges(&self) -> impl Iterator<Item = (i64, i64)> + '_ {
        self.ranges.iter().map(|(first, last)| (*first, *last))
    }

    /// Every id in ascending order.
    pub fn ids(&self) -> impl Iterator<Item = ContactId> + '_ {
        self.ranges()
            .flat_map(|(first, last)| (first..=last).map(ContactId))
    }

    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// How many ids are in the set.
    pub fn len(&self) -> u64 {
        self.ranges()
            .map(|(first, last)| u64::try_from(last - first + 1).unwrap_or(0))
            .sum()
    }

    /// Whether any of these ids, both ends included, is in the set.
    pub fn meets(&self, first: i64, last: i64) -> bool {
        // Who asks mostly asks about the newest ones.
        let newest = self.ranges.last_key_value();
        let before = newest
            .filter(|(start, _)| **start <= last)
            .or_else(|| self.ranges.range(..=last).next_back());
        before.is_some_and(|(_, end)| *end >= first)
    }

    pub fn contains(&self, id: ContactId) -> bool {
        self.meets(id.0, id.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_merge_in_any_order() {
        let check = |ids: &[i64], expected: &[(i64, i64)]| {
            let mut set = IdRanges::default();
            for id in ids {
                set.insert(ContactId(*id));
            }
            assert_eq!(set.ranges().collect::<Vec<_>>(), expected, "{ids:?}");
            assert!(ids.iter().all(|id| set.contains(ContactId(*id))));
            assert!(!set.contains(ContactId(100)));
        };
        check(&[1, 2, 3], &[(1, 3)]);
        check(&[3, 1, 2], &[(1, 3)]);
        check(&[5, 1, 9, 5], &[(1, 1), (5, 5), (9, 9)]);
        check(&[9, 8, 1], &[(1, 1), (8, 9)]);
        check(&[1, 3, 5, 4, 2], &[(1, 5)]);
    }
}
