//! The first step: whom the list is about, what it is for, and who is left out and why.

use egui::{Id, Layout, Ui, vec2};

use super::plan::Planned;
use super::{ExportScreen, Use, Who};
use crate::domain::consent::{Channel, Purpose};
use crate::i18n::{self, count};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, icons, space};
use crate::ui::transfer::steps::{ROOM_FOR_SIDE, SIDE, number_link, scrolled};
use crate::ui::widgets::{
    Card, Select, elided, hairline, paragraph, radio_card, radio_row, small_paragraph, tabs_fitting,
};
use crate::workspace::Format;

/// The number that the owner came for.
const BIG: f32 = 24.0;
/// Widest cards of choices, in points.
const CHOICES: f32 = 760.0;

impl ExportScreen {
    pub(super) fn who_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let room = ui.available_size();
        if room.x < ROOM_FOR_SIDE {
            scrolled(ui, "export who", |ui| {
                self.choices_ui(ui, app);
                ui.add_space(space::MEDIUM);
                self.summary_ui(ui, app);
            });
            return;
        }
        let wide = (room.x - SIDE - space::HUGE).min(CHOICES);
        let aside = ((room.x - wide - SIDE - space::HUGE) / 2.0).floor();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(aside);
            let column = Layout::top_down(egui::Align::Min);
            ui.allocate_ui_with_layout(vec2(wide, room.y), column, |ui| {
                ui.set_min_size(vec2(wide, room.y));
                scrolled(ui, "export choices", |ui| self.choices_ui(ui, app));
            });
            ui.add_space(space::HUGE);
            ui.allocate_ui_with_layout(vec2(SIDE, room.y), column, |ui| {
                scrolled(ui, "export summary", |ui| self.summary_ui(ui, app));
            });
        });
    }

    fn choices_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let title = text!(language, "send-whom");
        Card::new(&title).show(ui, |ui| self.whom_ui(ui, app));
        ui.add_space(space::MEDIUM);
        let title = text!(language, "send-what-for");
        Card::new(&title).show(ui, |ui| self.what_for_ui(ui, app));
    }

    fn whom_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        ui.spacing_mut().item_spacing.y = space::TINY;
        let number = |number: usize| count(u64::try_from(number).unwrap_or(u64::MAX));
        let offer = &self.offer;
        let mut choices: Vec<(Who, String)> = Vec::new();
        if offer.selected.len() > 0 {
            let count = number(offer.selected.len());
            choices.push((
                Who::Selected,
                text!(language, "send-selected", count = count),
            ));
        }
        if offer.shown.is_some() {
            let count = number(offer.shown_count);
            let what = offer.shown_words.as_str();
            let words = text!(language, "send-shown", count = count, what = what);
            choices.push((Who::Shown, words));
        }
        let count = number(offer.everyone);
        choices.push((
            Who::Everyone,
            text!(language, "send-everyone", count = count),
        ));
        for (who, words) in choices {
            if radio_row(ui, self.who == who, &words).clicked() {
                self.who = who;
            }
        }
        let segments = &app.snapshot.vocabulary.segments;
        let Some(first) = segments.first() else {
            return;
        };
        let words = text!(language, "send-segment");
        let chosen = match self.who {
            Who::Segment(id) => segments.iter().position(|segment| segment.id == id),
            _ => None,
        };
        if radio_row(ui, chosen.is_some(), &words).clicked() && chosen.is_none() {
            self.who = Who::Segment(first.id);
        }
        if chosen.is_some() {
            let names: Vec<&str> = segments.iter().map(|known| known.name.as_str()).collect();
            let mut chosen = chosen;
            ui.horizontal(|ui| {
                ui.add_space(space::HUGE);
                let label = text!(language, "send-segment-which");
                Select::new(Id::unique("export segment"), &label)
                    .width(ui.available_width().min(320.0))
                    .show(ui, &mut chosen, &names);
            });
            if let Some(segment) = chosen.and_then(|place| segments.get(place)) {
                self.who = Who::Segment(segment.id);
            }
        }
    }

    fn what_for_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        ui.spacing_mut().item_spacing.y = space::SMALL;
        let uses = [
            (
                Use::Contact,
                icons::PHONE,
                text!(language, "send-to-contact"),
                text!(language, "send-to-contact-means"),
            ),
            (
                Use::Records,
                icons::BOOK,
                text!(language, "send-records"),
                text!(language, "send-records-means"),
            ),
            (
                Use::Editing,
                icons::EDIT,
                text!(language, "send-editing"),
                text!(language, "send-editing-means"),
            ),
        ];
        for (what_for, icon, title, meaning) in uses {
            // What comes back is compared with what the book notes of it.
            if what_for == Use::Editing && !app.can_write() {
                continue;
            }
            let is_chosen = self.what_for == what_for;
            if radio_card(ui, is_chosen, Some(icon), &title, &meaning).clicked() {
                self.choose_use(what_for);
            }
            if what_for == Use::Contact && self.what_for == what_for {
                self.scope_ui(ui, app);
            }
        }
    }

    /// How they are to be reached, and what is said.
    fn scope_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let before = self.scope();
        elided(
            ui,
            &text!(language, "send-over"),
            fonts::body(),
            app.tokens.ink,
        );
        let names = Channel::ALL.map(|channel| i18n::channel(language, channel));
        let choices: Vec<(Channel, &str)> = Channel::ALL
            .into_iter()
            .zip(names.iter().map(String::as_str))
            .collect();
        tabs_fitting(ui, &mut self.channel, &choices);
        ui.add_space(space::TINY);
        elided(
            ui,
            &text!(language, "send-purpose"),
            fonts::body(),
            app.tokens.ink,
        );
        let names = Purpose::ALL.map(|purpose| i18n::purpose(language, purpose));
        let choices: Vec<(Purpose, &str)> = Purpose::ALL
            .into_iter()
            .zip(names.iter().map(String::as_str))
            .collect();
        tabs_fitting(ui, &mut self.purpose, &choices);
        let meaning = match self.purpose {
            Purpose::Marketing => text!(language, "send-marketing-means"),
            Purpose::Service => text!(language, "send-service-means"),
            Purpose::Research => text!(language, "send-research-means"),
        };
        small_paragraph(ui, &meaning, app.tokens.mute);
        ui.add_space(space::SMALL);
        if before != self.scope() {
            // Other ways need other columns.
            self.columns = None;
        }
    }

    fn choose_use(&mut self, what_for: Use) {
        if self.what_for != what_for {
            self.what_for = what_for;
            self.columns = None;
            if what_for == Use::Editing && self.format == Format::Vcard {
                self.choose_format(Format::Xlsx);
            }
        }
    }

    /// How many are on the list, and who is not.
    fn summary_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let Some(planned) = self.plan.last() else {
            Card::new("").show(ui, |ui| {
                paragraph(ui, &text!(language, "send-counting"), app.tokens.mute);
            });
            return;
        };
        Card::new("").show(ui, |ui| {
            let everyone = number(planned.plan.everyone());
            let words = text!(language, "send-of", n = everyone, count = count(everyone));
            elided(ui, &words, fonts::body(), app.tokens.mute);
            let reached = number(planned.plan.reached.len());
            let big = text!(
                language,
                "send-reached",
                n = reached,
                count = count(reached)
            );
            elided(ui, &big, fonts::bold(BIG), app.tokens.ink);
            if planned.plan.left_out.is_empty() {
                let words = text!(language, "send-nobody-left-out");
                small_paragraph(ui, &words, app.tokens.mute);
            }
        });
        if !planned.plan.left_out.is_empty() {
            ui.add_space(space::MEDIUM);
            self.left_out_ui(ui, app, &planned);
        }
        let Some(scope) = self.scope() else {
            return;
        };
        ui.add_space(space::MEDIUM);
        let words = match scope.channel {
            Channel::Post => text!(language, "send-once-post"),
            _ => text!(language, "send-once"),
        };
        small_paragraph(ui, &words, app.tokens.mute);
    }

    fn left_out_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, planned: &Planned) {
        let language = app.language;
        let all = planned.plan.left_out.values().map(Vec::len).sum();
        let all = number(all);
        let title = text!(language, "send-left-out", n = all, count = count(all));
        Card::new(&title).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (reason, people) in &planned.plan.left_out {
                let words = i18n::left_out(language, *reason);
                if number_link(ui, &words, number(people.len())) {
                    self.open_names(*reason, people);
                }
            }
            ui.add_space(space::TINY);
            hairline(ui);
            ui.add_space(space::TINY);
            let words = text!(language, "send-left-out-means");
            small_paragraph(ui, &words, app.tokens.mute);
        });
    }

    /// How many people would be written.
    pub(super) fn reached(&self) -> u64 {
        let planned = self.plan.planned();
        planned.map_or(0, |planned| number(planned.plan.reached.len()))
    }
}

fn number(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
