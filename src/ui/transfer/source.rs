//! “Where do these numbers come from?”: what the owner has to say before anything is brought in.

use egui::{Id, Ui, vec2};

use crate::domain::listing::SourceKind;
use crate::i18n::source_kind;
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{icons, icons::Icon, space};
use crate::ui::widgets::{Severity, TextField, note, radio_card};

/// The kind, and the owner's own words for it.
#[derive(Debug, Default)]
pub struct Source {
    pub kind: Option<SourceKind>,
    pub name: String,
}

impl Source {
    /// Whether everything is said.
    pub fn is_said(&self) -> bool {
        self.kind.is_some() && !self.name.trim().is_empty()
    }

    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        super::caption_ui(ui, app, &text!(language, "transfer-source"));
        ui.columns(2, |columns| {
            for (index, kind) in SourceKind::ALL.into_iter().enumerate() {
                let Some(ui) = columns.get_mut(index % 2) else {
                    continue;
                };
                ui.spacing_mut().item_spacing = vec2(0.0, space::SMALL);
                let is_chosen = self.kind == Some(kind);
                let (icon, meaning) = about(app, kind);
                let name = source_kind(language, kind);
                if radio_card(ui, is_chosen, Some(icon), &name, &meaning).clicked() {
                    self.kind = Some(kind);
                }
            }
        });
        if self.kind == Some(SourceKind::Purchased) {
            note(
                ui,
                Severity::Warning,
                &text!(language, "transfer-purchased"),
            );
        }
        let label = text!(language, "transfer-source-name");
        TextField::new(Id::unique("import source"), &label)
            .hint(&text!(language, "transfer-source-hint"))
            .max_width(f32::INFINITY)
            .show(ui, &mut self.name);
    }
}

fn about(app: &AppContext<'_>, kind: SourceKind) -> (Icon, String) {
    let language = app.language;
    match kind {
        SourceKind::WebForm => (icons::GLOBE, text!(language, "transfer-about-web")),
        SourceKind::Shop => (icons::SHOP, text!(language, "transfer-about-shop")),
        SourceKind::Event => (icons::CALENDAR, text!(language, "transfer-about-event")),
        SourceKind::Marketplace => (icons::TABLE, text!(language, "transfer-about-marketplace")),
        SourceKind::Partner => (icons::PEOPLE, text!(language, "transfer-about-partner")),
        SourceKind::Purchased => (icons::WARNING, text!(language, "transfer-about-purchased")),
        SourceKind::Other => (icons::HELP, text!(language, "transfer-about-other")),
    }
}
