//! Identities: one newtype per kind of row, all `i64` and never reused.

use serde::{Deserialize, Serialize};

/// Bits of a child id that say which child of its contact it is.
pub const ORDINAL_BITS: u32 = 20;
/// Most children of one kind that a contact may ever have had.
pub const MAX_ORDINAL: i64 = (1 << ORDINAL_BITS) - 1;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl $name {
            /// The number as it is stored.
            pub const fn get(self) -> i64 {
                self.0
            }
        }
    };
}

id!(
    /// A person or a company.
    ContactId
);
id!(
    /// One phone number, e-mail address, postal address or purchase of a contact. Its upper bits
    /// are the contact's id, so that the children of a contact lie side by side in the file and
    /// are found without an index.
    ChildId
);
id!(
    /// One user action on the book.
    OpId
);
id!(
    /// A label the owner puts on contacts.
    TagId
);
id!(
    /// Where contacts came from.
    SourceId
);
id!(
    /// One file brought in.
    BatchId
);
id!(
    /// A custom field's definition.
    FieldId
);
id!(
    /// The exact wording a person saw.
    NoticeId
);
id!(
    /// One entry of the consent ledger.
    EventId
);
id!(
    /// A saved filter.
    SegmentId
);
id!(
    /// A list that is walked through one by one.
    ReviewId
);

id!(
    /// A row of a file that waits for the owner.
    HeldId
);

impl ChildId {
    /// The `ordinal`-th child of `contact`, or `None` when either does not fit.
    pub const fn new(contact: ContactId, ordinal: i64) -> Option<Self> {
        if contact.0 < 0
            || contact.0 >= (1 << (63 - ORDINAL_BITS))
            || ordinal < 0
            || ordinal > MAX_ORDINAL
        {
            return None;
        }
        Some(Self((contact.0 << ORDINAL_BITS) | ordinal))
    }

    /// The contact this child belongs to.
    pub const fn contact(self) -> ContactId {
        ContactId(self.0 >> ORDINAL_BITS)
    }

    /// Which child of its contact this is.
    pub const fn ordinal(self) -> i64 {
        self.0 & MAX_ORDINAL
    }
}
