//! Who is selected, by id: sorting, filtering and undoing leave the selection as it is.

use std::collections::BTreeSet;

use crate::domain::ids::ContactId;

/// Selected people, with the one that was touched last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    ids: BTreeSet<ContactId>,
    /// Shown in the inspector; moved by the arrow keys.
    cursor: Option<ContactId>,
    /// The fixed end of a range that Shift extends.
    anchor: Option<ContactId>,
}

impl Selection {
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    pub fn contains(&self, id: ContactId) -> bool {
        self.ids.contains(&id)
    }

    /// By id.
    pub fn ids(&self) -> Vec<ContactId> {
        self.ids.iter().copied().collect()
    }

    pub fn cursor(&self) -> Option<ContactId> {
        self.cursor
    }

    pub fn anchor(&self) -> Option<ContactId> {
        self.anchor
    }

    /// Selects this one and nobody else.
    pub fn select_only(&mut self, id: ContactId) {
        self.ids.clear();
        self.ids.insert(id);
        self.cursor = Some(id);
        self.anchor = Some(id);
    }

    /// Adds this one, or takes it out.
    pub fn toggle(&mut self, id: ContactId) {
        if !self.ids.remove(&id) {
            self.ids.insert(id);
        }
        self.cursor = Some(id);
        self.anchor = Some(id);
    }

    /// Selects exactly these, from the anchor to the cursor.
    pub fn select_range(&mut self, ids: impl IntoIterator<Item = ContactId>, cursor: ContactId) {
        self.ids = ids.into_iter().collect();
        self.cursor = Some(cursor);
        self.anchor.get_or_insert(cursor);
    }

    /// Selects all of these; the cursor stays.
    pub fn select_all(&mut self, ids: impl IntoIterator<Item = ContactId>) {
        self.ids = ids.into_iter().collect();
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Forgets people who are gone.
    pub fn retain(&mut self, mut is_there: impl FnMut(ContactId) -> bool) {
        self.ids.retain(|id| is_there(*id));
        self.cursor = self.cursor.filter(|id| is_there(*id));
        self.anchor = self.anchor.filter(|id| is_there(*id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_keeps_its_anchor() {
        let id = ContactId;
        let mut selection = Selection::default();
        selection.select_only(id(3));
        selection.select_range([id(3), id(4), id(5)], id(5));
        assert_eq!(
            (selection.anchor(), selection.cursor()),
            (Some(id(3)), Some(id(5)))
        );
        selection.toggle(id(4));
        assert_eq!(selection.ids(), [id(3), id(5)]);
        selection.retain(|id| id != ContactId(4));
        assert_eq!(selection.cursor(), None);
        assert_eq!(selection.len(), 2);
    }
}
