//! Words for what became of the cells and rows of a list that came back.

use crate::domain::problem::Problem;
use crate::domain::roundtrip::Damage;
use crate::i18n::{self, Language, count, reject_reason};
use crate::text;
use crate::workspace::roundtrip::{
    CellDiff, KeptWhy, NewRow, OddWhy, RefusedWhy, RoundTrip, TripColumn,
};

use super::lines::Section;

/// What a spreadsheet did to a cell.
pub fn damage(language: Language, damage: Damage) -> String {
    match damage {
        Damage::Scientific => text!(language, "trip-damage-scientific"),
        Damage::PlusLost => text!(language, "trip-damage-plus"),
        Damage::ZerosLost => text!(language, "trip-damage-zeros"),
        Damage::Decimals => text!(language, "trip-damage-decimals"),
        Damage::Dressed => text!(language, "trip-damage-dressed"),
        Damage::Rounded => text!(language, "trip-damage-rounded"),
        Damage::Date => text!(language, "trip-damage-date"),
        Damage::Serial => text!(language, "trip-damage-serial"),
        Damage::TooNarrow => text!(language, "trip-damage-narrow"),
        Damage::ErrorCell => text!(language, "trip-damage-error"),
        Damage::CharactersLost => text!(language, "trip-damage-characters"),
        Damage::NewDigitsLost => text!(language, "trip-damage-new"),
    }
}

/// Why a cell is not taken over.
pub fn kept_why(language: Language, why: KeptWhy) -> String {
    match why {
        KeptWhy::Damaged(kind) => damage(language, kind),
        KeptWhy::ReadOnly => text!(language, "trip-read-only-column"),
        KeptWhy::Unfit(unfit) => i18n::sentence(language, &Problem::Edit(unfit.into())),
    }
}

/// Why a row is not looked at any closer.
pub fn odd_why(language: Language, why: OddWhy) -> String {
    match why {
        OddWhy::BrokenMark => text!(language, "trip-odd-broken"),
        OddWhy::OtherBook => text!(language, "trip-odd-other-book"),
        OddWhy::UnknownList => text!(language, "trip-odd-unknown"),
        OddWhy::NotInBook => text!(language, "trip-odd-not-in-book"),
        OddWhy::Unreadable(reason) => reject_reason(language, reason),
        OddWhy::AboveHeads => text!(language, "trip-odd-above"),
    }
}

/// Why something that was ticked is not in the book.
pub fn refused_why(language: Language, why: &RefusedWhy) -> String {
    match why {
        RefusedWhy::Changed => text!(language, "trip-refused-changed"),
        RefusedWhy::NotThere => text!(language, "trip-odd-not-in-book"),
        RefusedWhy::Suppressed => text!(language, "trip-refused-suppressed"),
        RefusedWhy::Unfit(problem) => i18n::sentence(language, &Problem::Edit(problem.clone())),
    }
}

/// What is to be known of a new row, if anything.
pub fn new_row(language: Language, row: &NewRow) -> String {
    if let Some(fault) = &row.fault {
        return i18n::sentence(language, &Problem::Edit(fault.clone()));
    }
    let name = row.other_name.as_str();
    match (row.copy_of, row.twin) {
        (Some(_), _) => text!(language, "trip-new-copy", name = name),
        (None, Some(_)) => text!(language, "trip-new-twin", name = name),
        (None, None) => String::new(),
    }
}

/// What stands in a cell, or that nothing does.
pub fn shown(language: Language, text: &str) -> String {
    if text.is_empty() {
        text!(language, "trip-nothing")
    } else {
        one_line(text)
    }
}

pub fn one_line(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}

/// The head of a column.
pub fn head(columns: &[TripColumn], column: usize) -> &str {
    let known = columns.get(column);
    known.map(|known| known.head.as_str()).unwrap_or_default()
}

/// A change in one sentence, for screen readers.
pub fn change(language: Language, columns: &[TripColumn], cell: &CellDiff) -> String {
    let new = if cell.file.is_empty() {
        text!(language, "trip-cleared")
    } else {
        one_line(&cell.file)
    };
    let change = text!(
        language,
        "trip-change",
        head = head(columns, cell.column),
        old = shown(language, &cell.book),
        new = new
    );
    if cell.is_conflict {
        [change, text!(language, "trip-conflict")].join(" · ")
    } else {
        change
    }
}

/// The title of a part of the list, with how many there are.
pub fn section(language: Language, trip: &RoundTrip, section: Section) -> String {
    let size = |size: usize| u64::try_from(size).unwrap_or(u64::MAX);
    let with = |n: u64| (n, count(n));
    match section {
        Section::People => {
            let (n, count) = with(size(trip.people.len()));
            text!(language, "trip-section-people", n = n, count = count)
        }
        Section::New => {
            let (n, count) = with(size(trip.new_rows.len()));
            text!(language, "trip-section-new", n = n, count = count)
        }
        Section::Gone => {
            let (n, count) = with(size(trip.gone.len()));
            text!(language, "trip-section-gone", n = n, count = count)
        }
        Section::Kept => {
            let (n, count) = with(trip.kept.all());
            text!(language, "trip-section-kept", n = n, count = count)
        }
        Section::Odd => {
            let (n, count) = with(size(trip.odd_rows.len()));
            text!(language, "trip-section-odd", n = n, count = count)
        }
    }
}

/// What the whole of it comes to.
pub fn summary(language: Language, trip: &RoundTrip, conflicts: u64) -> Vec<String> {
    let size = |size: usize| u64::try_from(size).unwrap_or(u64::MAX);
    let mut words = Vec::new();
    let mut add = |n: u64, say: &dyn Fn(u64, String) -> String| {
        if n > 0 {
            words.push(say(n, count(n)));
        }
    };
    let unchanged = trip.unchanged + trip.only_kept;
    add(unchanged, &|n, count| {
        text!(language, "trip-sum-unchanged", n = n, count = count)
    });
    add(size(trip.people.len()), &|n, count| {
        text!(language, "trip-sum-people", n = n, count = count)
    });
    add(size(trip.new_rows.len()), &|n, count| {
        text!(language, "trip-sum-new", n = n, count = count)
    });
    add(size(trip.gone.len()), &|n, count| {
        text!(language, "trip-sum-gone", n = n, count = count)
    });
    add(trip.kept.damaged(), &|n, count| {
        text!(language, "trip-sum-damaged", n = n, count = count)
    });
    add(conflicts, &|n, count| {
        text!(language, "trip-sum-conflicts", n = n, count = count)
    });
    add(size(trip.odd_rows.len()), &|n, count| {
        text!(language, "trip-section-odd", n = n, count = count)
    });
    words
}

/// What the owner should know about the file as a whole.
pub fn notices(language: Language, trip: &RoundTrip) -> Vec<String> {
    let mut notices = Vec::new();
    if trip.list.is_none() {
        let foreign = |why| trip.odd_rows.iter().any(|odd| odd.why == why);
        notices.push(if foreign(OddWhy::OtherBook) {
            text!(language, "trip-other-book")
        } else {
            text!(language, "trip-no-list")
        });
    }
    if trip.is_shuffled {
        notices.push(text!(language, "trip-shuffled"));
    }
    if !trip.missing.is_empty() {
        let heads = i18n::list(language, &trip.missing);
        notices.push(text!(language, "trip-missing-columns", heads = heads));
    }
    if !trip.strange.is_empty() {
        let heads = i18n::list(language, &trip.strange);
        notices.push(text!(language, "trip-strange-columns", heads = heads));
    }
    notices
}
