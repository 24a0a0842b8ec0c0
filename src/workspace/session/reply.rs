//! Answers that are on their way: each goes to whoever asked, and to nobody else.

use std::sync::{Arc, Mutex, PoisonError};

/// The asker's end: filled once, taken once.
#[derive(Debug)]
pub struct Reply<T> {
    slot: Arc<Mutex<Option<T>>>,
}

/// The answerer's end.
#[derive(Debug)]
pub(super) struct ReplyTo<T> {
    slot: Arc<Mutex<Option<T>>>,
}

pub(super) fn reply<T>() -> (ReplyTo<T>, Reply<T>) {
    let slot = Arc::default();
    (
        ReplyTo {
            slot: Arc::clone(&slot),
        },
        Reply { slot },
    )
}

impl<T> Reply<T> {
    /// The answer, once it is there; nothing before, and nothing ever after.
    pub fn take(&self) -> Option<T> {
        self.slot
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    /// Takes the answer out of the place that waits for it, and empties that place.
    pub fn take_from(waiting: &mut Option<Self>) -> Option<T> {
        let answer = waiting.as_ref()?.take()?;
        *waiting = None;
        Some(answer)
    }
}

impl<T> ReplyTo<T> {
    pub(super) fn send(self, answer: T) {
        *self.slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_taken_once() {
        let (to, answer) = reply();
        let mut waiting = Some(answer);
        assert_eq!(Reply::take_from(&mut waiting), None);
        assert!(waiting.is_some());
        to.send(7);
        assert_eq!(Reply::take_from(&mut waiting), Some(7));
        assert!(waiting.is_none());
    }
}
