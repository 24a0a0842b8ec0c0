//! The filter as one line of text, with what could stand at the cursor.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, CompletionPopup, CornerRadius, Event, Frame, Id, Key, Margin, Modifiers, RectAlign,
    Stroke, Suggestion, TextBuffer, TextEdit, Ui,
};

use super::View;
use crate::domain::problem::Span;
use crate::i18n::{self, Language, count};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, radius, space};
use crate::ui::widgets::small_paragraph;
use crate::workspace::Latest;
use crate::workspace::listview::{Suggestions, suggest};

/// Choices offered at once.
const OFFERED: usize = 24;

/// What was asked: the text, the cursor in bytes, the list's revision.
type Asked = (String, usize, u64);

/// Open or closed.
#[derive(Debug, Default)]
pub struct TextMode {
    is_open: bool,
    /// What Escape brings back.
    before: Option<String>,
    wants_focus: bool,
    place: Latest<(Asked, Suggestions)>,
    asked: Option<Asked>,
}

impl TextMode {
    pub fn open(&mut self) {
        self.is_open = true;
        self.wants_focus = true;
    }

    pub fn toggle(&mut self) {
        if self.is_open {
            self.is_open = false;
        } else {
            self.open();
        }
    }

    pub fn is_open(&self) -> bool {
        self.is_open
    }

    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, view: &mut View) {
        if !self.is_open {
            self.before = None;
            return;
        }
        let t = app.tokens;
        ui.add_space(space::SMALL);
        let id = Id::unique("filter text");
        if std::mem::take(&mut self.wants_focus) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        if self.before.is_none() {
            self.before = Some(view.filter_text().to_owned());
        }
        let fault = view.filter().err().cloned();
        let is_here = ui.memory(|memory| memory.has_focus(id));
        let stroke = match (&fault, is_here) {
            (Some(_), _) => Stroke::new(1.0, t.no),
            (None, true) => t.focus_stroke(),
            (None, false) => t.edge_stroke(),
        };
        let mut text = view.filter_text().to_owned();
        let name = text!(app.language, "bar-text-name");
        let hint = text!(app.language, "bar-text-hint");
        let span = fault.as_ref().map(|fault| fault.span);
        let mut layouter = |ui: &Ui, buffer: &dyn TextBuffer, _width: f32| {
            ui.painter()
                .layout_job(marked(buffer.as_str(), span, t.ink, t.no))
        };
        let (language, session) = (app.language, app.session);
        let revision = session.list().revision();
        let shown = Frame::new()
            .fill(t.panel)
            .stroke(stroke)
            .corner_radius(CornerRadius::same(radius::CONTROL))
            .inner_margin(Margin::symmetric(10, 0))
            .show(ui, |ui| {
                let edit = TextEdit::singleline(&mut text)
                    .hint_text(hint)
                    .frame(Frame::NONE)
                    .align(Align2::LEFT_CENTER)
                    .desired_width(f32::INFINITY)
                    .layouter(&mut layouter);
                CompletionPopup::new(id)
                    .align(RectAlign::BOTTOM_START)
                    .max_height(264.0)
                    // All before the cursor is replaced, whatever stands between quotes in it.
                    .word_boundary(|_| false)
                    .show(ui, edit, |query| {
                        let cursor = query.word.len();
                        let asked = (query.text.to_owned(), cursor, revision);
                        if is_here && self.asked.as_ref() != Some(&asked) {
                            self.asked = Some(asked.clone());
                            let question = asked.clone();
                            session.ask(&self.place, move |roster| {
                                let offers = suggest(roster, &question.0, question.1, OFFERED);
                                (question, offers)
                            });
                        }
                        self.offers(language, &asked)
                    })
            })
            .inner;
        let field = shown.text_edit.response.response.accessible_name(&name);
        if field.changed() || shown.accepted.is_some() {
            view.set_filter_text(&text, &app.snapshot.vocabulary);
        }
        if let Some(fault) = fault {
            ui.add_space(space::TINY);
            small_paragraph(ui, &i18n::filter_fault(language, &fault.kind), t.no);
        }
        let is_composing = ui.input(|input| {
            let mut events = input.events.iter();
            events.any(|event| matches!(event, Event::Ime(_)))
        });
        if !field.lost_focus() || is_composing {
            return;
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            if let Some(before) = self.before.take() {
                view.set_filter_text(&before, &app.snapshot.vocabulary);
            }
            self.is_open = false;
        } else if ui.input(|input| input.key_pressed(Key::Enter)) && view.filter().is_ok() {
            self.is_open = false;
        }
    }

    /// What was answered to exactly this question, as the popup wants it.
    fn offers(&self, language: Language, asked: &Asked) -> Vec<Suggestion> {
        let Some(answer) = self.place.get() else {
            return Vec::new();
        };
        let (question, offers) = answer.as_ref();
        if question != asked {
            return Vec::new();
        }
        let before = asked.0.get(..asked.1).unwrap_or_default();
        let kept = before.get(..offers.span.start).unwrap_or_default();
        let choices = offers.choices.iter();
        let written = choices.map(|choice| (choice, format!("{kept}{}", choice.text)));
        written
            // What stands there already is no choice.
            .filter(|(_, insert)| insert != before)
            .map(|(choice, insert)| {
                let meaning = match choice.count {
                    Some(number) => count(u64::try_from(number).unwrap_or(u64::MAX)),
                    None => i18n::key_meaning(language, &choice.label).unwrap_or_default(),
                };
                Suggestion::new(insert)
                    .content(choice.label.clone())
                    .description(meaning)
            })
            .collect()
    }
}

/// The text with its fault underlined; at the end of the text, the last character is marked.
fn marked(text: &str, span: Option<Span>, ink: egui::Color32, red: egui::Color32) -> LayoutJob {
    let plain = TextFormat::simple(fonts::body(), ink);
    let mut job = LayoutJob::default();
    job.wrap.max_width = f32::INFINITY;
    job.break_on_newline = false;
    let cut = span.and_then(|span| {
        let start = if span.start >= text.len() {
            text.char_indices().last().map_or(0, |(at, _)| at)
        } else {
            span.start
        };
        let end = span.end.clamp(start, text.len());
        let end = if end > start { end } else { text.len() };
        Some((text.get(..start)?, text.get(start..end)?, text.get(end..)?))
    });
    let Some((before, wrong, after)) = cut else {
        job.append(text, 0.0, plain);
        return job;
    };
    let faulty = TextFormat {
        underline: Stroke::new(2.0, red),
        ..plain.clone()
    };
    job.append(before, 0.0, plain.clone());
    job.append(wrong, 0.0, faulty);
    job.append(after, 0.0, plain);
    job
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Color32;

    #[test]
    fn the_fault_is_underlined_and_nothing_is_lost() {
        let check = |text: &str, start: usize, end: usize, expected: &str| {
            let span = Some(Span { start, end });
            let job = marked(text, span, Color32::BLACK, Color32::RED);
            assert_eq!(job.text, text);
            let marked = job.sections.iter().find(|s| s.format.underline.width > 0.0);
            let range = marked.map(|section| section.byte_range.clone());
            let range = range.map(|range| range.start.0..range.end.0);
            assert_eq!(range.and_then(|range| text.get(range)), Some(expected));
        };
        check("city:", 0, 5, "city:");
        check("城市:深圳 x:1", 14, 15, "x");
        check("(深圳", 7, 7, "圳");
    }
}
