//! Somebody stands at the counter: who it is by any part of a number, whether they may be texted,
//! and their answer on the spot.

mod add;
mod person;
mod rows;
mod search;

use egui::{Align2, CornerRadius, Frame, Id, Key, Margin, Modal, Ui, vec2};

use super::AppContext;
use super::theme::{radius, space};
use crate::domain::ids::ContactId;
use crate::domain::phone::{E164, Region};
use crate::domain::problem::Problem;
use crate::text;
use crate::workspace::Reply;
use crate::workspace::editing::NoticeInput;
use person::PersonPage;
use search::Search;

/// In points.
const WIDTH: f32 = 640.0;
/// From the upper edge of the window, in points.
const TOP: f32 = 72.0;
/// Numbers are read as of this country until the book has said where it is at home.
const HOME: Region = Region(*b"CN");

/// Open or closed.
#[derive(Default)]
pub struct LookUp {
    open: Option<Open>,
}

struct Open {
    search: Search,
    /// Whoever was chosen; nobody while it is being searched.
    person: Option<PersonPage>,
    desk: Desk,
    /// It was opened since the last frame.
    is_fresh: bool,
}

/// Where numbers are at home, and the words that were read out last.
type Known = Result<(Region, Option<String>), Problem>;

/// What lies on the counter, whoever comes.
#[derive(Default)]
struct Desk {
    home: Option<Region>,
    /// The words that are read out, once they are known.
    wording: String,
    asking: Option<Reply<Known>>,
}

/// Somebody who was found or added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Chosen {
    id: ContactId,
    /// The number that was typed, where a text can reach it.
    mobile: Option<E164>,
}

impl Desk {
    fn keep_up(&mut self, app: &AppContext<'_>) {
        let language = app.language;
        if let Some(Ok((home, wording))) = Reply::take_from(&mut self.asking) {
            self.home = Some(home);
            self.wording = wording.unwrap_or_else(|| {
                let book = app.snapshot.book.as_ref();
                let shop = book.map_or("", |book| book.name.as_str());
                text!(language, "lookup-wording", shop = shop)
            });
        } else if self.home.is_none() && self.asking.is_none() {
            let version = text!(language, "lookup-notice");
            self.asking = Some(app.session.call(move |workspace| {
                let wording = workspace.last_wording(language.tag(), &version)?;
                Ok((workspace.home_country()?, wording))
            }));
        }
    }

    /// Whether it is known what is read out.
    fn is_ready(&self) -> bool {
        self.home.is_some()
    }

    fn home(&self) -> Region {
        self.home.unwrap_or(HOME)
    }

    fn notice(&self, app: &AppContext<'_>) -> NoticeInput {
        NoticeInput {
            language: app.language.tag().to_owned(),
            version: text!(app.language, "lookup-notice"),
            wording: self.wording.trim().to_owned(),
        }
    }
}

impl LookUp {
    pub fn open(&mut self) {
        self.open = Some(Open {
            search: Search::default(),
            person: None,
            desk: Desk::default(),
            is_fresh: true,
        });
    }

    /// Draws the look-up, if it is open.
    pub fn ui(&mut self, ctx: &egui::Context, app: &AppContext<'_>) {
        let Some(open) = &mut self.open else {
            return;
        };
        open.desk.keep_up(app);
        let id = Id::unique("look up");
        let title = text!(app.language, "lookup-title");
        let area = Modal::default_area(id)
            .accessible_name(title)
            .anchor(Align2::CENTER_TOP, vec2(0.0, TOP));
        let frame = Frame::new()
            .fill(app.tokens.panel)
            .stroke(app.tokens.line_stroke())
            .corner_radius(CornerRadius::same(radius::DIALOG))
            .shadow(app.tokens.window_shadow())
            .inner_margin(Margin::same(16));
        let modal = Modal::new(id)
            .area(area)
            .frame(frame)
            .backdrop_color(app.tokens.scrim)
            .show(ctx, |ui| {
                let room = ui.ctx().content_rect().width() - 48.0;
                ui.set_width(WIDTH.min(room));
                ui.spacing_mut().item_spacing.y = space::SMALL;
                open.ui(ui, app)
            });
        let is_escaped = ctx.input(|input| input.key_pressed(Key::Escape));
        let should_close = !open.is_fresh && modal.should_close();
        open.is_fresh = false;
        if modal.inner {
            self.open = None;
        } else if should_close {
            // From a person Esc leads to the next one.
            if is_escaped && open.person.is_some() {
                open.next();
            } else {
                self.open = None;
            }
        }
    }
}

impl Open {
    fn next(&mut self) {
        self.person = None;
        self.search = Search::default();
    }

    /// Whether it is over.
    fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) -> bool {
        if let Some(person) = &mut self.person {
            match person.ui(ui, app, &mut self.desk) {
                person::Outcome::Open => {}
                person::Outcome::Next => self.next(),
                person::Outcome::Leave => return true,
            }
            return false;
        }
        if let Some(chosen) = self.search.ui(ui, app, &self.desk) {
            self.person = Some(PersonPage::new(chosen));
            ui.ctx().request_repaint();
        }
        false
    }
}
