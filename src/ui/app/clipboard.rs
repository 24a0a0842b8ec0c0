//! What we put into the clipboard goes after a while, unless somebody has put something else there.

use std::hash::{BuildHasher as _, RandomState};
use std::time::{Duration, Instant};

use egui::{Context, Event, ViewportCommand};

use super::App;

/// Long enough to switch to another program and paste.
const STAYS: Duration = Duration::from_mins(2);
/// The answer of the system comes with the next frame or not at all; after so many passes what is
/// pasted is pasted by the owner.
const PASSES: u64 = 3;

/// What was copied, known by its hash only.
pub(super) struct Copied {
    state: RandomState,
    hash: u64,
    at: Instant,
    /// The pass in which the system was asked what is in the clipboard now.
    asked: Option<u64>,
}

/// What is to be done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Wait(Duration),
    /// Ask what is in there now.
    Ask,
    /// It is still ours.
    Clear,
    /// It is no longer ours, or nobody can tell.
    Forget,
    /// The answer is on its way.
    Listen,
}

impl Copied {
    pub(super) fn now(text: &str) -> Self {
        let state = RandomState::new();
        Self {
            hash: state.hash_one(text),
            state,
            at: Instant::now(),
            asked: None,
        }
    }

    fn step(&self, age: Duration, pass: u64, pasted: Option<&str>) -> Step {
        match (self.asked, pasted) {
            (None, _) if age < STAYS => Step::Wait(STAYS.saturating_sub(age)),
            (None, _) => Step::Ask,
            (Some(_), Some(text)) if self.state.hash_one(text) == self.hash => Step::Clear,
            (Some(_), Some(_)) => Step::Forget,
            (Some(asked), None) if pass > asked + PASSES => Step::Forget,
            (Some(_), None) => Step::Listen,
        }
    }
}

impl App {
    /// Before anything is drawn, so that no field takes the answer for a paste.
    pub(super) fn clear_clipboard(&mut self, ctx: &Context) {
        let Some(copied) = &mut self.copied else {
            return;
        };
        let pasted = copied.asked.and_then(|_| take_pasted(ctx));
        let pass = ctx.cumulative_pass_nr();
        match copied.step(copied.at.elapsed(), pass, pasted.as_deref()) {
            Step::Wait(left) => ctx.request_repaint_after(left),
            Step::Ask => {
                copied.asked = Some(pass);
                ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
                ctx.request_repaint();
            }
            Step::Listen => ctx.request_repaint(),
            Step::Clear => {
                self.copied = None;
                ctx.copy_text(String::new());
            }
            Step::Forget => self.copied = None,
        }
    }
}

fn take_pasted(ctx: &Context) -> Option<String> {
    ctx.input_mut(|input| {
        let is_paste = |event: &Event| matches!(event, Event::Paste(_));
        let place = input.events.iter().position(is_paste)?;
        match input.events.remove(place) {
            Event::Paste(text) => Some(text),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_still_ours_is_cleared_and_not_before_its_time() {
        let mut copied = Copied::now("138 2316 5520");
        let second = Duration::from_secs(1);
        let step = |copied: &Copied, age, pass, pasted| copied.step(age, pass, pasted);
        assert_eq!(
            step(&copied, STAYS.saturating_sub(second), 1, None),
            Step::Wait(second)
        );
        assert_eq!(step(&copied, STAYS, 2, None), Step::Ask);
        copied.asked = Some(2);
        let check = |pass, pasted, expected| {
            assert_eq!(step(&copied, STAYS, pass, pasted), expected, "{pasted:?}");
        };
        check(3, None, Step::Listen);
        check(3, Some("138 2316 5520"), Step::Clear);
        check(3, Some("something else"), Step::Forget);
        check(3, Some(""), Step::Forget);
        check(6, None, Step::Forget);
    }
}
