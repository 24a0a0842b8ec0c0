//! What the values of a column are called in the owner's language.

use crate::domain::badge::Pile;
use crate::domain::filter::{FieldTest, Flag, Subject, Term};
use crate::domain::phone::{PlaceLanguage, country_name};
use crate::i18n::{self, Language};
use crate::text;
use crate::workspace::listview::{ColumnValue, HeaderMenu, TableColumn};

/// Both ways to sort, lowest first and highest first.
pub fn sort(language: Language, kind: HeaderMenu, column: TableColumn) -> (String, String) {
    let is_text = !matches!(kind, HeaderMenu::Numbers | HeaderMenu::Dates);
    if kind == HeaderMenu::Dates {
        return (
            text!(language, "table-oldest-first"),
            text!(language, "table-newest-first"),
        );
    }
    if is_text && column != TableColumn::Mobile {
        return (
            text!(language, "table-a-to-z"),
            text!(language, "table-z-to-a"),
        );
    }
    (
        text!(language, "table-smallest-first"),
        text!(language, "table-largest-first"),
    )
}

/// A value as it stands in the list.
pub fn value(language: Language, value: &ColumnValue) -> String {
    match &value.term {
        Term::Pile(piles) => piles.first().map(|pile| pile_words(language, *pile)),
        Term::Standing(_, states) => states.first().map(|state| i18n::state(language, *state)),
        Term::Is(flags) => flags.first().and_then(|flag| flag_words(language, *flag)),
        Term::Has(_) => Some(text!(language, "table-has-mobile")),
        Term::Type(kinds) => kinds.first().map(|kind| i18n::line_kind(language, *kind)),
        Term::SourceKind(kinds) => kinds.first().map(|kind| i18n::source_kind(language, *kind)),
        Term::Region(regions) => regions.first().and_then(|region| {
            let names = match language {
                Language::Chinese => PlaceLanguage::Zh,
                Language::English => PlaceLanguage::En,
            };
            country_name(*region, names).map(str::to_owned)
        }),
        Term::Field(_, FieldTest::Age(_)) => Some(crate::i18n::value(language, &value.term)),
        Term::Field(_, FieldTest::YesNo(true)) => Some(text!(language, "table-yes")),
        Term::Field(_, FieldTest::YesNo(false)) => Some(text!(language, "table-no")),
        _ => None,
    }
    .unwrap_or_else(|| value.text.clone())
}

fn pile_words(language: Language, pile: Pile) -> String {
    match pile {
        Pile::MayText => text!(language, "table-may-text"),
        Pile::ServiceOnly => text!(language, "table-service-only"),
        Pile::AskFirst => text!(language, "table-ask-first"),
        Pile::DoNotDisturb => text!(language, "table-do-not-disturb"),
    }
}

fn flag_words(language: Language, flag: Flag) -> Option<String> {
    use crate::domain::phone::NumberStatus;
    let status = match flag {
        Flag::Duplicate => return Some(text!(language, "table-shared-number")),
        Flag::Invalid => NumberStatus::Invalid,
        Flag::Ambiguous => NumberStatus::Ambiguous,
        Flag::Masked => NumberStatus::Masked,
        Flag::Lossy => NumberStatus::Lossy,
        Flag::Relay => NumberStatus::Relay,
        Flag::Expiring => return None,
    };
    Some(i18n::number_status(language, status))
}

/// What stands above the list of a subject, where a menu has several.
pub fn caption(language: Language, subject: &Subject) -> Option<String> {
    use crate::domain::consent::Channel;
    match subject {
        Subject::Consent => Some(text!(language, "table-group-piles")),
        Subject::Standing(scope) => match scope.channel {
            Channel::Sms => Some(text!(language, "table-group-text")),
            Channel::Call => Some(text!(language, "table-group-call")),
            _ => None,
        },
        Subject::NumberStatus => Some(text!(language, "table-group-status")),
        Subject::NumberType => Some(text!(language, "table-group-type")),
        Subject::NumberRegion => Some(text!(language, "table-group-region")),
        Subject::SourceKind => Some(text!(language, "table-group-source-kind")),
        _ => None,
    }
}
