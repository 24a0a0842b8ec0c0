//! What the rows of a file are: somebody's own, a copy of it, nobody's, or not to be understood.

use std::collections::{BTreeMap, HashMap};

use super::layout::{Layout, is_as_it_left};
use super::{OddRow, OddWhy};
use crate::domain::ids::{ContactId, OpId};
use crate::domain::roundtrip::{Mark, MarkFault, MarkKey};
use crate::import::MarkedRow;

/// Cells of an odd row that are shown.
const SHOWN: usize = 6;
/// From so many rows on that hold nothing of whom they are marked as, if they are as many as one in
/// so many, marks and rows no longer belong together.
const SHUFFLED: u64 = 3;
const ONE_IN: u64 = 5;

/// A row of somebody, as far as it differs.
pub(super) struct Claim {
    pub(super) row: u32,
    pub(super) op: OpId,
    pub(super) mark: Mark,
    /// Cells that are not as they left: place in the columns of the list, and text.
    pub(super) cells: Vec<(usize, String)>,
}

/// Which row of the file is somebody's own.
pub(super) struct Own {
    pub(super) row: u32,
    pub(super) cells: usize,
    /// Where its claim is; nothing when nothing differs.
    pub(super) claim: Option<usize>,
}

/// What the rows of the file were so far.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) odd_rows: Vec<OddRow>,
    pub(super) rows_of: BTreeMap<OpId, u64>,
    /// Rows with several cells of which none is as it left.
    unlike: u64,
    pub(super) claims: Vec<Claim>,
    pub(super) own: HashMap<ContactId, Own>,
    /// Rows without a mark, whole.
    pub(super) strangers: Vec<(u32, Vec<String>)>,
    /// Rows of people who have another one that is more like theirs.
    pub(super) copies: BTreeMap<u32, ContactId>,
}

impl Seen {
    /// Whether marks were left behind when some columns were sorted.
    pub(super) fn is_shuffled(&self) -> bool {
        let marked: u64 = self.rows_of.values().sum();
        self.unlike >= SHUFFLED && self.unlike * ONE_IN >= marked
    }

    pub(super) fn row(
        &mut self,
        row: MarkedRow<'_>,
        mark: Result<Option<Mark>, MarkFault>,
        layouts: &BTreeMap<OpId, Option<Layout>>,
        key: &MarkKey,
    ) {
        let why = match mark {
            Err(MarkFault::Foreign) => OddWhy::OtherBook,
            Err(MarkFault::Broken) => OddWhy::BrokenMark,
            Ok(None) if row.is_above => OddWhy::AboveHeads,
            Ok(None) => {
                let Some(fault) = row.fault else {
                    self.strangers.push((row.row, row.cells()));
                    return;
                };
                OddWhy::Unreadable(fault)
            }
            Ok(Some(mark)) => match layouts.get(&mark.op).and_then(Option::as_ref) {
                None => OddWhy::UnknownList,
                Some(layout) if !layout.has(&mark) => OddWhy::BrokenMark,
                Some(layout) => match row.fault {
                    None => return self.claim(row, mark, layout, key),
                    Some(fault) => {
                        // They are there, whatever their row says.
                        self.own.entry(mark.contact).or_insert(Own {
                            row: row.row,
                            cells: usize::MAX,
                            claim: Some(usize::MAX),
                        });
                        OddWhy::Unreadable(fault)
                    }
                },
            },
        };
        let cells = row.cells();
        self.odd_rows.push(OddRow {
            row: row.row,
            why,
            text: shown(cells.iter().map(String::as_str)),
        });
    }

    /// A row of somebody; of several of theirs, the one that differs least is their own.
    fn claim(&mut self, row: MarkedRow<'_>, mark: Mark, layout: &Layout, key: &MarkKey) {
        *self.rows_of.entry(mark.op).or_default() += 1;
        let mut cells = Vec::new();
        let (mut filled, mut fitting) = (0, 0);
        for (place, column) in layout.columns.iter().enumerate() {
            let Some(at) = column.at.filter(|_| column.column.is_some()) else {
                continue;
            };
            let text = row.cell(at);
            let fits = is_as_it_left(key, &mark, place, text);
            if !text.trim().is_empty() {
                filled += 1;
                fitting += u32::from(fits);
            }
            if !fits {
                cells.push((place, text.to_owned()));
            }
        }
        self.unlike += u64::from(filled > 1 && fitting == 0);
        let contact = mark.contact;
        let differing = cells.len();
        if let Some(other) = self.own.get(&contact) {
            if other.cells <= differing {
                self.copies.insert(row.row, contact);
                return;
            }
            // A row that could not be read is told as such.
            if other.cells != usize::MAX {
                self.copies.insert(other.row, contact);
            }
        }
        let claim = (!cells.is_empty()).then(|| {
            self.claims.push(Claim {
                row: row.row,
                op: mark.op,
                mark,
                cells,
            });
            self.claims.len() - 1
        });
        self.own.insert(
            contact,
            Own {
                row: row.row,
                cells: differing,
                claim,
            },
        );
    }
}

pub(super) fn shown<'t>(cells: impl Iterator<Item = &'t str>) -> String {
    let filled = cells.map(str::trim).filter(|cell| !cell.is_empty());
    // A mark says nothing to anybody.
    let filled = filled.filter(|cell| !(cell.starts_with("hb") && cell.len() > 24));
    filled.take(SHOWN).collect::<Vec<_>>().join(" · ")
}
