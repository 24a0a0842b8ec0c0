//! The second step: what is in the file, and what would become of it.

use egui::{Layout, Ui, vec2};

use super::{Adjust, ImportScreen, parts, words};
use crate::domain::problem::CellProblem;
use crate::i18n::{count, date, local_day};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, space};
use crate::ui::transfer::progress::job_ui;
use crate::ui::transfer::steps::{ROOM_FOR_SIDE, SIDE, scrolled};
use crate::ui::widgets::{Severity, elided, link, note, paragraph, title};
use crate::workspace::previewing::FileLook;

impl ImportScreen {
    pub(super) fn check_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let Some(look) = self.reading.look.clone() else {
            self.problem_ui(ui, app);
            if self.reading.is_pending() {
                let words = text!(app.language, "intake-reading");
                paragraph(ui, &words, app.tokens.mute);
            }
            return;
        };
        ui.spacing_mut().item_spacing.y = 0.0;
        let room = ui.available_size();
        if room.x < ROOM_FOR_SIDE {
            scrolled(ui, "import check", |ui| {
                // What the owner came for stands first.
                self.problem_ui(ui, app);
                self.side_ui(ui, app, &look);
                ui.add_space(space::LARGE);
                self.columns_ui(ui, app, &look);
            });
            return;
        }
        let wide = room.x - SIDE - space::HUGE;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let column = Layout::top_down(egui::Align::Min);
            ui.allocate_ui_with_layout(vec2(wide, room.y), column, |ui| {
                ui.set_min_size(vec2(wide, room.y));
                scrolled(ui, "import columns", |ui| {
                    self.problem_ui(ui, app);
                    self.columns_ui(ui, app, &look);
                });
            });
            ui.add_space(space::HUGE);
            ui.allocate_ui_with_layout(vec2(SIDE, room.y), column, |ui| {
                scrolled(ui, "import side", |ui| self.side_ui(ui, app, &look));
            });
        });
    }

    fn columns_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, look: &FileLook) {
        let language = app.language;
        let is_several = parts::files_of(look).is_some();
        if is_several && !self.unfolded.columns {
            self.parts_ui(ui, app, look);
            self.counting_ui(ui, app);
            return;
        }
        title(ui, &text!(language, "intake-which"));
        ui.add_space(2.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::MEDIUM, space::TINY);
            let preset = look.mapping.preset();
            let known = preset.and_then(|preset| words::preset(language, preset));
            let words = match known {
                Some(known) => text!(language, "intake-recognised", what = known),
                None => text!(language, "intake-leave-out"),
            };
            elided(ui, &words, fonts::body(), app.tokens.mute);
            if is_several {
                if link(ui, &text!(language, "sweep-files")).clicked() {
                    self.unfolded.columns = false;
                }
            } else if link(ui, &text!(language, "intake-garbled")).clicked() {
                self.adjust = Adjust::Garbled;
            }
            if link(ui, &text!(language, "intake-adjust")).clicked() {
                self.adjust = Adjust::All;
            }
        });
        self.presumed_ui(ui, app, look);
        if look.mapping.has_recipients() {
            ui.add_space(space::SMALL);
            self.recipient_ui(ui, app);
        }
        ui.add_space(space::MEDIUM);
        self.table_ui(ui, app, look);
        self.counting_ui(ui, app);
    }

    /// How far the counting of many rows is.
    fn counting_ui(&self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        if let Some(job) = self.reading.job()
            && job.rows() > 50_000
        {
            ui.add_space(space::MEDIUM);
            job_ui(ui, app, Some(job), &text!(language, "intake-counting"));
        }
    }

    /// What is used without having been said, with a way to say something else.
    pub(super) fn presumed_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, look: &FileLook) {
        let language = app.language;
        if let Some(at) = self.recalled {
            let words = text!(language, "intake-recalled", date = date(local_day(at)));
            let other = text!(language, "intake-not-recalled");
            if said_ui(ui, app, &words, &other) {
                self.recalled = None;
                self.choices.start_afresh();
                self.choices.presume(look.mapping.preset());
                self.reread(app);
            }
        }
        if self.choices.is_country_presumed {
            let country = words::country(language, self.choices.region(language));
            let words = text!(language, "intake-country-found", country = country);
            if said_ui(ui, app, &words, &text!(language, "intake-country-other")) {
                self.adjust = Adjust::All;
            }
        }
    }

    /// How many people would come in or get something new.
    pub(super) fn people(&self) -> u64 {
        let counted = self.reading.counted.as_ref();
        counted.map_or(0, |counted| counted.touched.len())
    }

    /// What keeps the file from coming in, in words.
    pub(super) fn what_is_missing(&self, app: &AppContext<'_>) -> Option<String> {
        let language = app.language;
        let Some(look) = &self.reading.look else {
            let is_wrong = self.reading.problem.is_some() && !self.reading.is_pending();
            return Some(if is_wrong {
                text!(language, "intake-missing-file")
            } else {
                text!(language, "intake-reading")
            });
        };
        if !look.mapping.tells_who() {
            return Some(text!(language, "intake-missing-who"));
        }
        if self.reading.counted.is_none() {
            return Some(text!(language, "intake-reading"));
        }
        let missing = self.choices.missing(app.today);
        missing.map(|missing| words::missing(language, missing))
    }

    /// What the owner should know about the file before it comes in.
    pub(super) fn notes_ui(&self, ui: &mut Ui, app: &AppContext<'_>, look: &FileLook) {
        let language = app.language;
        if look.is_marked && app.snapshot.book.is_none() {
            note(ui, Severity::Info, &text!(language, "trip-open-book"));
            ui.add_space(space::MEDIUM);
        }
        let nobody = !look.mapping.tells_who();
        if nobody && self.reading.problem.is_none() {
            note(
                ui,
                Severity::Warning,
                &text!(language, "intake-missing-who"),
            );
            ui.add_space(space::MEDIUM);
        }
        let relays = self.odd(CellProblem::RelayNumber);
        if relays > 0 {
            let words = text!(
                language,
                "intake-note-relay",
                n = relays,
                count = count(relays)
            );
            note(ui, Severity::Warning, &words);
            ui.add_space(space::MEDIUM);
        }
    }

    /// How many cells of the whole file are odd in this way.
    pub(super) fn odd(&self, problem: CellProblem) -> u64 {
        let survey = self.known().and_then(|known| known.survey.as_ref());
        survey.map_or(0, |survey| {
            survey.columns().iter().map(|seen| seen.odd(problem)).sum()
        })
    }
}

/// A sentence with a link behind it; whether the link was clicked.
fn said_ui(ui: &mut Ui, app: &AppContext<'_>, words: &str, other: &str) -> bool {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        ui.spacing_mut().interact_size.y = 24.0;
        elided(ui, words, fonts::body(), app.tokens.mute);
        link(ui, other).clicked()
    })
    .inner
}
