//! Questions to the list, on a thread of their own: of several to one place only the latest counts.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use super::Wake;
use crate::roster::Roster;
use crate::workspace::SharedList;

type Question<A> = Box<dyn FnOnce(&Roster) -> A + Send>;

/// A place for the answers to one kind of question. While an answer is on its way the one before
/// stays, so that what is shown does not flicker.
pub struct Latest<A> {
    slot: Arc<Slot<A>>,
}

struct Slot<A> {
    state: Mutex<SlotState<A>>,
}

struct SlotState<A> {
    next: Option<Question<A>>,
    answer: Option<Arc<A>>,
    /// Asked, and not answered yet.
    is_pending: bool,
}

impl<A> Default for Latest<A> {
    fn default() -> Self {
        Self {
            slot: Arc::new(Slot {
                state: Mutex::new(SlotState {
                    next: None,
                    answer: None,
                    is_pending: false,
                }),
            }),
        }
    }
}

impl<A> Latest<A> {
    /// The newest answer there is.
    pub fn get(&self) -> Option<Arc<A>> {
        self.slot.state().answer.clone()
    }

    /// Whether a newer answer is on its way.
    pub fn is_pending(&self) -> bool {
        self.slot.state().is_pending
    }
}

impl<A> std::fmt::Debug for Latest<A> {
    /// Without the answer: it may be personal.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Latest")
            .field("is_pending", &self.is_pending())
            .finish_non_exhaustive()
    }
}

impl<A> Slot<A> {
    fn state(&self) -> MutexGuard<'_, SlotState<A>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A slot without its type.
trait Answers: Send + Sync {
    /// Answers the latest question, if it was not answered already.
    fn answer(&self, list: &SharedList);
}

impl<A: Send + Sync> Answers for Slot<A> {
    fn answer(&self, list: &SharedList) {
        let Some(question) = self.state().next.take() else {
            return;
        };
        let answer = Arc::new(question(&list.read()));
        let mut state = self.state();
        state.answer = Some(answer);
        state.is_pending = state.next.is_some();
    }
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Arc<dyn Answers>>,
    /// One of them was taken out and is not answered yet.
    is_answering: bool,
    is_closed: bool,
}

/// The thread that answers.
pub(super) struct Queries {
    queue: Arc<(Mutex<Queue>, Condvar)>,
    thread: Option<JoinHandle<()>>,
}

impl Queries {
    pub(super) fn start(list: Arc<SharedList>, wake: Wake) -> Self {
        let queue: Arc<(Mutex<Queue>, Condvar)> = Arc::default();
        let shared = Arc::clone(&queue);
        let thread = std::thread::Builder::new()
            .name("haobu queries".to_owned())
            .spawn(move || {
                while let Some(slot) = next(&shared) {
                    slot.answer(&list);
                    lock(&shared.0).is_answering = false;
                    wake();
                }
            })
            .ok();
        Self { queue, thread }
    }

    /// Whether every question has been answered.
    pub(super) fn is_idle(&self) -> bool {
        let queue = lock(&self.queue.0);
        queue.waiting.is_empty() && !queue.is_answering
    }

    /// Asks; an earlier question to the same place that nobody has begun with is forgotten.
    pub(super) fn ask<A: Send + Sync + 'static>(
        &self,
        place: &Latest<A>,
        question: impl FnOnce(&Roster) -> A + Send + 'static,
    ) {
        {
            let mut state = place.slot.state();
            state.is_pending = true;
            if state.next.replace(Box::new(question)).is_some() {
                // It waits in the queue already.
                return;
            }
        }
        let (queue, changed) = &*self.queue;
        let slot: Arc<dyn Answers> = Arc::clone(&place.slot) as _;
        lock(queue).waiting.push_back(slot);
        changed.notify_one();
    }
}

impl Drop for Queries {
    fn drop(&mut self) {
        let (queue, changed) = &*self.queue;
        lock(queue).is_closed = true;
        changed.notify_one();
        if let Some(thread) = self.thread.take() {
            // A panic there has been reported by its own thread.
            thread.join().ok();
        }
    }
}

fn lock(queue: &Mutex<Queue>) -> MutexGuard<'_, Queue> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}

fn next(shared: &(Mutex<Queue>, Condvar)) -> Option<Arc<dyn Answers>> {
    let (queue, changed) = shared;
    let mut queue = lock(queue);
    loop {
        if queue.is_closed {
            return None;
        }
        if let Some(slot) = queue.waiting.pop_front() {
            queue.is_answering = true;
            return Some(slot);
        }
        queue = changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn the_latest_question_wins() {
        let (woken, wakes) = channel();
        let queries = Queries::start(Arc::default(), Arc::new(move || woken.send(()).unwrap()));
        let (begin, may_begin) = channel::<()>();
        let busy = Latest::default();
        queries.ask(&busy, move |_| may_begin.recv().unwrap());
        // The thread is held up, so these two wait, and the first of them is never asked.
        let place = Latest::default();
        queries.ask(&place, |_| panic!("nobody wants to know any more"));
        queries.ask(&place, |_| "second");
        assert!(place.is_pending());
        assert!(place.get().is_none());
        begin.send(()).unwrap();
        wakes.recv().unwrap();
        wakes.recv().unwrap();
        assert_eq!(place.get().as_deref(), Some(&"second"));
        assert!(!place.is_pending());
    }

    #[test]
    fn an_old_answer_stays_until_the_new_one_is_there() {
        let (woken, wakes) = channel();
        let queries = Queries::start(Arc::default(), Arc::new(move || woken.send(()).unwrap()));
        let place = Latest::default();
        queries.ask(&place, |_| 1);
        wakes.recv().unwrap();
        let (begin, may_begin) = channel::<()>();
        queries.ask(&place, move |_| {
            may_begin.recv().unwrap();
            2
        });
        assert_eq!(place.get().as_deref(), Some(&1));
        assert!(place.is_pending());
        begin.send(()).unwrap();
        wakes.recv().unwrap();
        assert_eq!(place.get().as_deref(), Some(&2));
    }
}
