//! Which columns are shown, in which order and how wide: what the settings say, or the defaults.

use crate::domain::listing::{FieldKind, Vocabulary};
use crate::i18n::Language;
use crate::text;
use crate::ui::AppContext;
use crate::workspace::listview::TableColumn;
use crate::workspace::settings::ColumnSetting;

/// Narrowest and widest column, in points.
pub const NARROWEST: f32 = 56.0;
pub const WIDEST: f32 = 800.0;
/// The column of boxes, in points.
pub const CHECK: f32 = 40.0;

/// One column, shown or not.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnState {
    pub column: TableColumn,
    /// What settings call it.
    pub key: String,
    /// In points.
    pub width: f32,
    pub is_shown: bool,
}

/// Every column of the book in the owner's order; the name is always first and always shown.
pub fn columns(settings: &[ColumnSetting], vocabulary: &Vocabulary) -> Vec<ColumnState> {
    let mut all: Vec<ColumnState> = TableColumn::all(vocabulary)
        .into_iter()
        .filter_map(|column| {
            Some(ColumnState {
                key: column.key(vocabulary)?,
                width: default_width(column, vocabulary),
                is_shown: is_shown_by_default(column),
                column,
            })
        })
        .collect();
    for state in &mut all {
        if let Some(setting) = settings.iter().find(|setting| setting.key == state.key) {
            state.width = setting.width.clamp(NARROWEST, WIDEST);
            state.is_shown = setting.is_shown || state.column == TableColumn::Name;
        }
    }
    // Stable: what the settings do not name keeps its order behind what they name.
    all.sort_by_key(|state| {
        let place = settings.iter().position(|setting| setting.key == state.key);
        (
            state.column != TableColumn::Name,
            place.unwrap_or(usize::MAX),
        )
    });
    all
}

/// Remembers these columns; those of fields that only other books have stay remembered.
pub fn save(app: &AppContext<'_>, columns: &[ColumnState]) {
    let kept: Vec<ColumnSetting> = columns
        .iter()
        .map(|state| ColumnSetting {
            key: state.key.clone(),
            width: state.width,
            is_shown: state.is_shown,
        })
        .collect();
    app.change_settings(move |settings| {
        let mut others = std::mem::take(&mut settings.columns);
        others.retain(|other| !kept.iter().any(|column| column.key == other.key));
        settings.columns = kept;
        settings.columns.append(&mut others);
    });
}

/// Puts a shown column before another one, or at the end. The name stays where it is.
pub fn move_before(
    columns: &mut Vec<ColumnState>,
    moved: TableColumn,
    before: Option<TableColumn>,
) {
    if moved == TableColumn::Name || before == Some(TableColumn::Name) || before == Some(moved) {
        return;
    }
    let place =
        |columns: &[ColumnState], column| columns.iter().position(|state| state.column == column);
    let Some(from) = place(columns, moved) else {
        return;
    };
    let state = columns.remove(from);
    let to = before
        .and_then(|before| place(columns, before))
        .unwrap_or_else(|| {
            let last = columns.iter().rposition(|state| state.is_shown);
            last.map_or(columns.len(), |last| last + 1)
        });
    columns.insert(to.min(columns.len()), state);
}

/// Moves a shown column by one place among the shown ones. Whether it could.
pub fn nudge(columns: &mut Vec<ColumnState>, moved: TableColumn, to_right: bool) -> bool {
    let shown: Vec<TableColumn> = columns
        .iter()
        .filter(|state| state.is_shown)
        .map(|state| state.column)
        .collect();
    let Some(at) = shown.iter().position(|column| *column == moved) else {
        return false;
    };
    // The name keeps the first place.
    if at == 0 || (!to_right && at == 1) || (to_right && at + 1 == shown.len()) {
        return false;
    }
    let before = if to_right {
        shown.get(at + 2).copied()
    } else {
        shown.get(at - 1).copied()
    };
    move_before(columns, moved, before);
    true
}

const fn is_shown_by_default(column: TableColumn) -> bool {
    matches!(
        column,
        TableColumn::Name
            | TableColumn::Mobile
            | TableColumn::Consent
            | TableColumn::City
            | TableColumn::Tags
            | TableColumn::LastOrder
    )
}

fn default_width(column: TableColumn, vocabulary: &Vocabulary) -> f32 {
    match column {
        TableColumn::Name => 124.0,
        TableColumn::Mobile | TableColumn::Company => 160.0,
        TableColumn::Consent => 168.0,
        TableColumn::City => 72.0,
        TableColumn::Numbers => 84.0,
        TableColumn::Source => 152.0,
        TableColumn::Email => 208.0,
        TableColumn::LastOrder | TableColumn::Created | TableColumn::Spent => 120.0,
        TableColumn::Reference => 136.0,
        // The tags take what the others leave over.
        TableColumn::Tags | TableColumn::Province | TableColumn::Country | TableColumn::Orders => {
            96.0
        }
        TableColumn::Field(id) => {
            let field = vocabulary.fields.iter().find(|field| field.id == id);
            match field.map(|field| field.kind) {
                Some(FieldKind::Number | FieldKind::YesNo) => 96.0,
                _ => 128.0,
            }
        }
    }
}

/// What stands in the head.
pub fn title(language: Language, column: TableColumn, vocabulary: &Vocabulary) -> String {
    match column {
        TableColumn::Name => text!(language, "table-name"),
        TableColumn::Company => text!(language, "table-company"),
        TableColumn::Reference => text!(language, "table-reference"),
        TableColumn::Mobile => text!(language, "table-mobile"),
        TableColumn::Numbers => text!(language, "table-numbers"),
        TableColumn::Email => text!(language, "table-email"),
        TableColumn::Consent => text!(language, "table-consent"),
        TableColumn::City => text!(language, "table-city"),
        TableColumn::Province => text!(language, "table-province"),
        TableColumn::Country => text!(language, "table-country"),
        TableColumn::Tags => text!(language, "table-tags"),
        TableColumn::Source => text!(language, "table-source"),
        TableColumn::Orders => text!(language, "table-orders"),
        TableColumn::Spent => text!(language, "table-spent"),
        TableColumn::LastOrder => text!(language, "table-last-order"),
        TableColumn::Created => text!(language, "table-created"),
        TableColumn::Field(id) => {
            let field = vocabulary.fields.iter().find(|field| field.id == id);
            field.map(|field| field.name.clone()).unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use TableColumn::{City, Company, Consent, LastOrder, Mobile, Name, Tags};

    fn shown(columns: &[ColumnState]) -> Vec<TableColumn> {
        columns
            .iter()
            .filter(|state| state.is_shown)
            .map(|state| state.column)
            .collect()
    }

    fn setting(key: &str, is_shown: bool) -> ColumnSetting {
        ColumnSetting {
            key: key.to_owned(),
            width: 100.0,
            is_shown,
        }
    }

    #[test]
    fn settings_order_and_hide_but_never_the_name() {
        let check = |settings: &[ColumnSetting], expected: &[TableColumn]| {
            let columns = columns(settings, &Vocabulary::default());
            assert_eq!(shown(&columns), expected);
        };
        check(&[], &[Name, Mobile, Consent, City, Tags, LastOrder]);
        check(
            &[setting("city", true), setting("name", false)],
            &[Name, City, Mobile, Consent, Tags, LastOrder],
        );
        check(
            &[
                setting("mobile", false),
                setting("company", true),
                setting("field:gone", true),
            ],
            &[Name, Company, Consent, City, Tags, LastOrder],
        );
    }

    #[test]
    fn columns_move_among_the_shown_ones() {
        let check = |moved, before, expected: &[TableColumn]| {
            let mut columns = columns(&[], &Vocabulary::default());
            move_before(&mut columns, moved, before);
            assert_eq!(shown(&columns), expected, "{moved:?} before {before:?}");
        };
        check(
            Tags,
            Some(Mobile),
            &[Name, Tags, Mobile, Consent, City, LastOrder],
        );
        check(
            Mobile,
            None,
            &[Name, Consent, City, Tags, LastOrder, Mobile],
        );
        check(
            Mobile,
            Some(Name),
            &[Name, Mobile, Consent, City, Tags, LastOrder],
        );
        check(Name, None, &[Name, Mobile, Consent, City, Tags, LastOrder]);
    }

    #[test]
    fn nudging_stops_at_both_ends() {
        let check = |moved, to_right, could, expected: &[TableColumn]| {
            let mut columns = columns(&[], &Vocabulary::default());
            assert_eq!(nudge(&mut columns, moved, to_right), could);
            assert_eq!(shown(&columns), expected, "{moved:?}");
        };
        check(
            Mobile,
            true,
            true,
            &[Name, Consent, Mobile, City, Tags, LastOrder],
        );
        check(
            Tags,
            true,
            true,
            &[Name, Mobile, Consent, City, LastOrder, Tags],
        );
        let default = [Name, Mobile, Consent, City, Tags, LastOrder];
        check(Mobile, false, false, &default);
        check(LastOrder, true, false, &default);
        check(Name, true, false, &default);
    }
}
