//! What the window's table, its column menus and the filter bar ask of the list in memory.
//!
//! Everything here is a question to a [`Roster`] that changes nothing: no thread, no book.

mod attention;
mod bulk;
mod column;
mod lookup;
mod pane;
mod sharing;
mod suggest;

pub use crate::roster::{
    ColumnValue, ColumnValues, ContactSet, Direction, Facets, LoadStage, MobileCell, MonthCount,
    Needle, NumberCell, Roster, Slot, SortKey, Stage, TableRow, YearCount,
};
pub use attention::{Attention, attention_counts, pile_filter};
pub use bulk::{
    BulkPreview, ConsentPreview, Retyping, bulk_preview, choices, consent_preview, field_counts,
    people_of, retyping,
};
pub use column::{HeaderMenu, TableColumn};
pub use lookup::{LookedUp, LookedUpPeople, digits_typed, look_up};
pub use pane::{
    FacetQuestion, PaneCounts, Reason, Reasons, Shown, facet_values, pane_counts, reasons,
    shown_people,
};
pub use sharing::{Sharers, holders, sharers};
pub use suggest::{Suggestion, Suggestions, suggest};
