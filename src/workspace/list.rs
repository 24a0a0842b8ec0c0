//! The list as it is shared: written by the thread that owns the book, read by all others.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, TryLockError};

use crate::domain::listing::Vocabulary;
use crate::roster::Roster;

/// A roster behind a lock that its writer holds only for moments: whatever must be read from the
/// book is read before.
#[derive(Debug)]
pub struct SharedList {
    roster: RwLock<Roster>,
    revision: AtomicU64,
}

impl Default for SharedList {
    fn default() -> Self {
        Self {
            roster: RwLock::new(Roster::new(Vocabulary::default())),
            revision: AtomicU64::new(0),
        }
    }
}

impl SharedList {
    /// Waits for a writer, if there is one: not for drawing code.
    pub fn read(&self) -> RwLockReadGuard<'_, Roster> {
        // A panic while writing leaves columns that are odd at worst; they are read again at the
        // next opening, and the book has everything.
        self.roster.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Nothing while somebody writes; ask again at the next frame.
    pub fn try_read(&self) -> Option<RwLockReadGuard<'_, Roster>> {
        match self.roster.try_read() {
            Ok(guard) => Some(guard),
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// Grows with every change of the list.
    pub fn revision(&self) -> u64 {
        self.revision.load(Ordering::Acquire)
    }

    /// Changes the list.
    pub(super) fn change<T>(&self, work: impl FnOnce(&mut Roster) -> T) -> T {
        let mut guard: RwLockWriteGuard<'_, Roster> =
            self.roster.write().unwrap_or_else(PoisonError::into_inner);
        let value = work(&mut guard);
        drop(guard);
        self.revision.fetch_add(1, Ordering::AcqRel);
        value
    }
}
