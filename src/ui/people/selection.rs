//! Who is selected, by id: sorting, filtering and undoing leave the selection as it is.

use std::sync::Arc;

use roaring::RoaringTreemap;

use crate::domain::ids::ContactId;

/// Ids of people, small and quick to copy even where everybody is in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IdSet(RoaringTreemap);

/// Selected people, with the one that was touched last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    ids: Arc<IdSet>,
    /// Shown in the inspector; moved by the arrow keys.
    cursor: Option<ContactId>,
    /// The fixed end of a range that Shift extends.
    anchor: Option<ContactId>,
}

impl IdSet {
    pub fn len(&self) -> usize {
        usize::try_from(self.0.len()).unwrap_or(usize::MAX)
    }

    pub fn contains(&self, id: ContactId) -> bool {
        self.0.contains(key(id))
    }

    /// Adds this one, or takes it out.
    pub fn toggle(&mut self, id: ContactId) {
        if !self.0.remove(key(id)) {
            self.0.insert(key(id));
        }
    }

    /// By id.
    pub fn iter(&self) -> impl Iterator<Item = ContactId> {
        self.0
            .iter()
            .map(|key| ContactId(i64::try_from(key).unwrap_or(i64::MAX)))
    }
}

impl FromIterator<ContactId> for IdSet {
    fn from_iter<I: IntoIterator<Item = ContactId>>(ids: I) -> Self {
        Self(ids.into_iter().map(key).collect())
    }
}

/// Ids count from 1.
fn key(id: ContactId) -> u64 {
    u64::try_from(id.0).unwrap_or_default()
}

impl Selection {
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ids.0.is_empty()
    }

    pub fn contains(&self, id: ContactId) -> bool {
        self.ids.contains(id)
    }

    /// By id. Takes a while where very many are selected: what runs on another thread takes
    /// [`Selection::set`] there instead.
    pub fn ids(&self) -> Vec<ContactId> {
        self.ids.iter().collect()
    }

    /// Everybody selected, to be handed to another thread.
    pub fn set(&self) -> Arc<IdSet> {
        Arc::clone(&self.ids)
    }

    pub fn cursor(&self) -> Option<ContactId> {
        self.cursor
    }

    pub fn anchor(&self) -> Option<ContactId> {
        self.anchor
    }

    /// Selects this one and nobody else.
    pub fn select_only(&mut self, id: ContactId) {
        self.ids = Arc::new([id].into_iter().collect());
        self.cursor = Some(id);
        self.anchor = Some(id);
    }

    /// Adds this one, or takes it out.
    pub fn toggle(&mut self, id: ContactId) {
        Arc::make_mut(&mut self.ids).toggle(id);
        self.cursor = Some(id);
        self.anchor = Some(id);
    }

    /// Moves the end of a range whose people are still being collected.
    pub fn move_cursor(&mut self, cursor: ContactId) {
        self.cursor = Some(cursor);
    }

    /// Selects all of these, which were collected on another thread; the cursor stays.
    pub fn select_set(&mut self, ids: Arc<IdSet>) {
        self.ids = ids;
    }

    pub fn clear(&mut self) {
        *self = Self::default();
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
        selection.move_cursor(id(5));
        selection.select_set(Arc::new([id(3), id(4), id(5)].into_iter().collect()));
        assert_eq!(
            (selection.anchor(), selection.cursor()),
            (Some(id(3)), Some(id(5)))
        );
        selection.toggle(id(4));
        assert_eq!(selection.ids(), [id(3), id(5)]);
        assert_eq!(selection.cursor(), Some(id(4)));
        assert_eq!(selection.len(), 2);
    }

    #[test]
    fn a_set_that_was_handed_out_stays_as_it_was() {
        let mut selection = Selection::default();
        selection.select_set(Arc::new((1..=1_000_000).map(ContactId).collect()));
        let set = selection.set();
        selection.toggle(ContactId(7));
        assert_eq!((set.len(), selection.len()), (1_000_000, 999_999));
        assert!(set.contains(ContactId(7)) && !selection.contains(ContactId(7)));
    }
}
