//! A list that leaves to be edited and comes back: every edit is found, none is invented, what the
//! spreadsheet damaged is no edit, and nothing is overwritten that was not taken over.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

#[path = "roundtrip/sheet.rs"]
mod sheet;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use haobu::book::{NewOp, SuppressionReason};
use haobu::domain::consent::{Point, Scope};
use haobu::domain::ids::ContactId;
use haobu::domain::listing::SourceKind;
use haobu::domain::op::OpKind;
use haobu::domain::phone::{E164, Region};
use haobu::domain::problem::{EditProblem, ExportProblem, Problem};
use haobu::domain::roundtrip::{Damage, MARK_HEAD};
use haobu::workspace::editing::{BulkChange, Edit, NewContactInput};
use haobu::workspace::roundtrip::{KeptWhy, OddWhy, RefusedWhy, RoundTrip, Ticks, Unfit};
use haobu::workspace::{
    self, Audience, Column, Field, Format, ImportOptions, Progress, Query, SendRequest, Unwatched,
    Workspace, editable_columns, sample_book,
};

use sheet::{Dice, Table};

const CONTACTS: u64 = 700;
const EDITS: usize = 500;
const INSERTS: usize = 20;
const DELETES: usize = 20;
const DAMAGED: usize = 120;

fn options() -> ImportOptions {
    ImportOptions::new(Region(*b"CN"), SourceKind::Other)
}

/// A shop with customers whose cells a spreadsheet likes to change.
fn shop(folder: &Path) -> Workspace {
    let mut shop = sample_book::make(folder, workspace::now(), CONTACTS).unwrap();
    let odd = [
        ("=SUM(A1)", "007", "5-1"),
        ("'quoted", "110101199003070033", "1/2"),
        ("-李𠮷🌸", "0755", "2025-01-31"),
        ("two\nlines", "1E5", "3.10"),
        ("+86 138 name", "+44", "12.50"),
    ];
    for (number, (name, reference, company)) in odd.into_iter().enumerate() {
        let id = shop
            .add_contact(&NewContactInput {
                name: name.to_owned(),
                company: company.to_owned(),
                numbers: vec![format!("1390000{number:04}; 0755-8234567{number}")],
                emails: vec![format!("odd{number}@example.com")],
                city: "深圳".to_owned(),
                tags: vec![
                    "VIP, 老客户".to_owned(),
                    "a; b".to_owned(),
                    "1-2".to_owned(),
                ],
            })
            .unwrap();
        shop.edit(id, &Edit::Reference(reference.to_owned()))
            .unwrap();
    }
    shop
}

fn all_columns(shop: &Workspace) -> Vec<Column> {
    let mut columns = vec![Column::Id];
    columns.extend(editable_columns());
    columns.push(Column::Mobile);
    let fields = &shop.vocabulary().fields;
    columns.extend(fields.iter().map(|field| Column::Field(field.name.clone())));
    columns
}

fn heads(columns: &[Column]) -> Vec<String> {
    let heads = columns.iter().map(|column| match column {
        Column::Name => "姓名".to_owned(),
        Column::Numbers => "电话".to_owned(),
        other => other.word().to_owned(),
    });
    heads.collect()
}

fn send(shop: &mut Workspace, file: PathBuf, format: Format, columns: Vec<Column>) -> PathBuf {
    let request = SendRequest {
        file,
        format,
        heads: heads(&columns),
        columns,
        audience: Audience::Shown(Box::default()),
        scope: None,
        for_editing: true,
    };
    shop.send_out(&request, &Unwatched).unwrap();
    request.file
}

fn read(shop: &Workspace, file: &Path) -> RoundTrip {
    shop.read_round_trip(file, &options(), &Unwatched).unwrap()
}

/// Everything a reader sees of everybody, by id.
fn everybody(shop: &Workspace) -> BTreeMap<i64, String> {
    let found = shop.query(&Query::default()).unwrap();
    let columns = shop.columns(&[]).unwrap();
    let mut out = Vec::new();
    shop.write(&found, &columns, Format::Json, &mut out)
        .unwrap();
    let lines = String::from_utf8(out).unwrap();
    lines
        .lines()
        .map(|line| {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            (value["id"].as_i64().unwrap(), line.to_owned())
        })
        .collect()
}

/// The cells of everybody, as a list would have them.
fn cells(shop: &Workspace, columns: &[Column]) -> BTreeMap<i64, Vec<String>> {
    let found = shop.query(&Query::default()).unwrap();
    let mut rows = BTreeMap::new();
    let mut columns = columns.to_vec();
    columns.insert(0, Column::Id);
    shop.each_row(&found, &columns, &mut |mut row| {
        let id = row.remove(0).parse().unwrap();
        rows.insert(id, row);
        Ok(())
    })
    .unwrap();
    rows
}

/// Another value for a cell, which is not the old one in another form.
fn another(dice: &mut Dice, column: &Column, old: &str, number: usize) -> Option<String> {
    if !old.is_empty() && dice.below(6) == 0 {
        return Some(String::new());
    }
    Some(match column {
        Column::Name => format!("{old}改{number}"),
        Column::Company => format!("新公司 {number}"),
        Column::Reference => format!("新会员-{number}"),
        Column::City => format!("新城{number}"),
        Column::Country => format!("新国{number}"),
        Column::Numbers => match dice.below(3) {
            0 if !old.is_empty() => format!("{old}; 137{number:08}"),
            1 => format!("137 {:04} {:04}", number / 10_000, number % 10_000),
            _ => format!("+86136{number:08}"),
        },
        Column::Email => format!("new{number}@example.org"),
        Column::Tags => format!("{old}; 新标签{}", number % 7),
        _ => return None,
    })
}

/// What was done to the file.
#[derive(Debug, Default)]
struct Done {
    /// Texts by contact and column.
    edits: BTreeMap<(i64, usize), String>,
    damaged: BTreeSet<(i64, usize)>,
    inserted: Vec<String>,
    deleted: BTreeSet<i64>,
}

/// Edits, sorts, inserts and deletes, as somebody does who tidies a list up.
fn work_on(table: &mut Table, columns: &[Column], dice: &mut Dice) -> Done {
    let mut done = Done::default();
    while done.deleted.len() < DELETES {
        let row = table.rows.remove(dice.below(table.rows.len()));
        done.deleted.insert(row[0].parse().unwrap());
    }
    while done.edits.len() < EDITS {
        let row = dice.below(table.rows.len());
        let column = 1 + dice.below(columns.len() - 1);
        let id: i64 = table.rows[row][0].parse().unwrap();
        let number = done.edits.len();
        let cell = &mut table.rows[row][column];
        if done.edits.contains_key(&(id, column)) || sheet::is_damageable(cell) {
            continue;
        }
        if let Some(new) = another(dice, &columns[column], cell, number) {
            // The apostrophe in front of what could be a formula is no part of the text.
            let is_guarded = cell.starts_with('\'') && new.starts_with('\'');
            let meant = new.get(usize::from(is_guarded)..).unwrap().to_owned();
            *cell = new;
            done.edits.insert((id, column), meant);
        }
    }
    for number in 0..INSERTS {
        let mut row = vec![String::new(); table.heads.len()];
        for (cell, column) in row.iter_mut().zip(columns) {
            match column {
                Column::Name => *cell = format!("新来的{number}"),
                Column::Numbers => *cell = format!("1350000{number:04}"),
                Column::City => "深圳".clone_into(cell),
                _ => {}
            }
        }
        done.inserted.push(format!("新来的{number}"));
        table.rows.insert(dice.below(table.rows.len()), row);
    }
    let name = columns.iter().position(|column| *column == Column::Name);
    table
        .rows
        .sort_by(|a, b| b[name.unwrap()].cmp(&a[name.unwrap()]));
    done
}

/// What was found is what was done.
fn check_found(shop: &Workspace, trip: &RoundTrip, done: &Done, columns: &[Column]) {
    let ours: Vec<&Column> = trip.columns.iter().map(|known| &known.column).collect();
    assert_eq!(ours, columns.iter().collect::<Vec<_>>());
    let mut found = BTreeMap::new();
    for person in &trip.people {
        for cell in &person.cells {
            assert!(!cell.is_conflict);
            found.insert((person.contact.0, cell.column), cell.file.clone());
        }
    }
    let missed: Vec<_> = done
        .edits
        .iter()
        .filter(|(cell, text)| found.get(cell) != Some(text))
        .collect();
    assert!(missed.is_empty(), "{missed:?}");
    let invented: Vec<_> = found
        .keys()
        .filter(|cell| !done.edits.contains_key(cell))
        .collect();
    assert!(invented.is_empty(), "{invented:?}");
    let names: BTreeSet<&str> = trip
        .new_rows
        .iter()
        .map(|row| row.name(&trip.columns))
        .collect();
    assert_eq!(names, done.inserted.iter().map(String::as_str).collect());
    assert!(
        trip.new_rows
            .iter()
            .all(|row| row.fault.is_none() && row.twin.is_none())
    );
    let gone: BTreeSet<i64> = trip.gone.iter().map(|person| person.contact.0).collect();
    assert_eq!(gone, done.deleted);
    assert_eq!(trip.odd_rows, []);
    // A date in another form is the same date to a field that keeps dates.
    let damaged = u64::try_from(done.damaged.len()).unwrap();
    assert_eq!(
        trip.kept.all() + trip.kept.other_forms,
        damaged,
        "{:?}",
        trip.kept.counts
    );
    assert_eq!(
        trip.kept.damaged(),
        trip.kept.all(),
        "{:?}",
        trip.kept.counts
    );
    let kept = trip.kept.cells.iter().map(|cell| (cell.row, cell.column));
    let kept: BTreeSet<(u32, usize)> = kept.collect();
    assert_eq!(u64::try_from(kept.len()).unwrap(), trip.kept.all());
    // Every row is told once.
    let told = trip.unchanged
        + trip.only_kept
        + u64::try_from(trip.people.len() + trip.new_rows.len()).unwrap();
    assert_eq!(told, trip.rows);
    let left = shop.roster().unwrap().len() - DELETES + INSERTS;
    assert_eq!(trip.rows, u64::try_from(left).unwrap());
}

/// Takes some of it over and compares everything.
fn check_taken_over(shop: &mut Workspace, trip: &RoundTrip, columns: &[Column], dice: &mut Dice) {
    let before = everybody(shop);
    let cells_before = cells(shop, columns);
    let mut ticks = Ticks::of(trip);
    let city = columns
        .iter()
        .position(|column| *column == Column::City)
        .unwrap();
    ticks.set_column(trip, city, false);
    for person in 0..trip.people.len() {
        if dice.below(4) == 0 {
            ticks.set_person(trip, person, false);
        }
    }
    ticks.set_gone(3, true);
    ticks.set_new_row(5, false);
    let brought = shop.bring_back(trip, &ticks, &Unwatched).unwrap();
    assert_eq!(brought.refused, []);
    assert_eq!(brought.cells, ticks.cells_on());
    assert!(brought.cells > 200, "{}", brought.cells);
    assert_eq!((brought.added, brought.deleted), (19, 1));
    let log = shop.log().unwrap();
    let op = log.last().unwrap();
    assert_eq!((op.kind, op.counts.events), (OpKind::RoundTrip, 0));
    assert_eq!((op.counts.added, op.counts.removed), (19, 1));

    let mut expected = cells_before.clone();
    let mut touched = BTreeSet::new();
    for (place, person) in trip.people.iter().enumerate() {
        for (cell, diff) in person.cells.iter().enumerate() {
            if ticks.cell(place, cell) {
                touched.insert(person.contact.0);
                let row = expected.get_mut(&person.contact.0).unwrap();
                diff.file.clone_into(&mut row[diff.column]);
            }
        }
    }
    expected.remove(&trip.gone[3].contact.0);
    let after = cells(shop, columns);
    for (id, row) in &expected {
        for (place, column) in columns.iter().enumerate() {
            let (now, wanted) = (&after[id][place], &row[place]);
            let was_written = now != &cells_before[id][place];
            match column {
                // Numbers are shown as they are read.
                Column::Numbers => assert_eq!(sheet::digits(now), sheet::digits(wanted), "{id}"),
                Column::Tags => assert_eq!(sheet::parts(now), sheet::parts(wanted), "{id}"),
                Column::Mobile if touched.contains(id) => {}
                _ => assert_eq!(now, wanted, "{id} {}", column.word()),
            }
            assert!(
                !was_written || touched.contains(id),
                "{id} {}",
                column.word()
            );
        }
    }
    let now = everybody(shop);
    for (id, line) in &before {
        if !touched.contains(id) && *id != trip.gone[3].contact.0 {
            assert_eq!(now.get(id), Some(line), "{id}");
        }
    }
    assert_eq!(now.len(), before.len() + 19 - 1);
    // Whoever was deleted is in the trash.
    let trash = shop.trash().unwrap();
    assert_eq!(trash[0].contact, trip.gone[3].contact);

    let undone = shop.undo().unwrap();
    assert_eq!(undone.kind, OpKind::RoundTrip);
    assert_eq!(everybody(shop), before);
    assert!(shop.check().unwrap().is_healthy());
    let fresh = cells(shop, columns);
    assert_eq!(fresh, cells_before);
    shop.redo().unwrap();
    assert_eq!(everybody(shop), now);
    shop.undo().unwrap();
}

#[test]
fn five_hundred_edits_come_back_over_csv() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = shop(folder.path());
    let columns = all_columns(&shop);
    let file = folder.path().join("名单.csv");
    let file = send(&mut shop, file, Format::Csv, columns.clone());
    for seed in 1..=3 {
        let mut dice = Dice::new(seed);
        let mut table = Table::from_csv(&file);
        assert_eq!(table.heads.last().unwrap(), MARK_HEAD);
        let mut done = work_on(&mut table, &columns, &mut dice);
        // Excel opens a CSV file and saves it: all that looks like a number or a date is one.
        table.opened_by_a_spreadsheet(|id, column| {
            // A number that was typed there loses its digits, too: that is told, and not taken over.
            done.edits.remove(&(id, column));
            done.damaged.insert((id, column));
        });
        assert!(done.edits.len() > 480);
        assert!(done.damaged.len() > 400, "{}", done.damaged.len());
        let back = folder.path().join(format!("名单 {seed}.csv"));
        // In the code page of a Chinese Windows, one time in three.
        table.to_csv(&back, seed == 2);
        if seed == 2 {
            table.losses_in_gbk(|id, column, held| match done.edits.get_mut(&(id, column)) {
                Some(edit) => *edit = held,
                None => drop(done.damaged.insert((id, column))),
            });
        }
        let trip = read(&shop, &back);
        check_found(&shop, &trip, &done, &columns);
        check_taken_over(&mut shop, &trip, &columns, &mut dice);
    }
}

#[test]
fn five_hundred_edits_come_back_over_xlsx() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = shop(folder.path());
    let columns = all_columns(&shop);
    let file = folder.path().join("名单.xlsx");
    let file = send(&mut shop, file, Format::Xlsx, columns.clone());
    for seed in 4..=6 {
        let mut dice = Dice::new(seed);
        let mut table = Table::from_xlsx(&file);
        let mut done = work_on(&mut table, &columns, &mut dice);
        // In a workbook cells stay texts until somebody turns them into numbers, or a formula
        // fails.
        let back = folder.path().join(format!("名单 {seed}.xlsx"));
        while done.damaged.len() < DAMAGED {
            let (row, column) = (
                dice.below(table.rows.len()),
                1 + dice.below(columns.len() - 1),
            );
            let Ok(id) = table.rows[row][0].parse::<i64>() else {
                continue;
            };
            let is_free = !done.edits.contains_key(&(id, column));
            let changes = dice.below(8) == 0 || sheet::changes_as_number(&table.rows[row][column]);
            if is_free && changes && done.damaged.insert((id, column)) {
                table.damage(row, column);
            }
        }
        table.to_xlsx(&back);
        let look = workspace::previewing::look_at(&back, &options(), &[]).unwrap();
        assert!(look.is_marked);
        let trip = read(&shop, &back);
        check_found(&shop, &trip, &done, &columns);
        check_taken_over(&mut shop, &trip, &columns, &mut dice);
    }
}

/// Exports everybody as CSV, lets `work` change the table, and reads it back.
fn trip_of(
    shop: &mut Workspace,
    folder: &Path,
    columns: Vec<Column>,
    work: impl FnOnce(&mut Table),
) -> RoundTrip {
    let file = send(shop, folder.join("list.csv"), Format::Csv, columns);
    let mut table = Table::from_csv(&file);
    work(&mut table);
    let back = folder.join("back.csv");
    table.to_csv(&back, false);
    read(shop, &back)
}

fn small(folder: &Path) -> Workspace {
    sample_book::make(folder, workspace::now(), 60).unwrap()
}

const PLAIN: [Column; 4] = [Column::Name, Column::Numbers, Column::City, Column::Tags];

#[test]
fn an_untouched_list_holds_no_change() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = shop(folder.path());
    let columns = all_columns(&shop);
    for format in [Format::Csv, Format::Xlsx] {
        let file = folder.path().join(format!("a.{}", format.word()));
        let file = send(&mut shop, file, format, columns.clone());
        // Imported like any other file, its marks are nobody's names.
        let look = workspace::previewing::look_at(&file, &options(), &[]).unwrap();
        let marks = look.mapping.columns().last().unwrap();
        assert_eq!(
            (marks.header.as_str(), &marks.field),
            (MARK_HEAD, &Some(Field::Ignore))
        );
        let trip = read(&shop, &file);
        assert!(!trip.has_changes());
        assert_eq!(trip.kept.all() + trip.kept.other_forms, 0);
        assert_eq!((trip.unchanged, trip.odd_rows.len()), (trip.rows, 0));
        let brought = shop
            .bring_back(&trip, &Ticks::of(&trip), &Unwatched)
            .unwrap();
        assert_eq!((brought.op, brought.all()), (None, 0));
    }
}

#[test]
fn columns_may_be_moved_renamed_removed_and_added() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = small(folder.path());
    let trip = trip_of(&mut shop, folder.path(), PLAIN.to_vec(), |table| {
        // 姓名, 电话, city, tags, haobu-id → tags, haobu-id, 称呼, 备注, 电话
        for row in table.rows.iter_mut().chain([&mut table.heads]) {
            *row = vec![
                row[3].clone(),
                row[4].clone(),
                row[0].clone(),
                "x".to_owned(),
                row[1].clone(),
            ];
        }
        table.heads[2] = "称呼".to_owned();
        table.heads[3] = "备注".to_owned();
        table.rows[7][2] = "换了名字".to_owned();
    });
    let found: Vec<_> = trip
        .columns
        .iter()
        .map(|known| known.head.as_str())
        .collect();
    assert_eq!(found, ["称呼", "电话", "tags"]);
    assert_eq!(trip.missing, ["city"]);
    assert_eq!(trip.strange, ["备注"]);
    assert_eq!(trip.people.len(), 1);
    assert_eq!(trip.people[0].cells[0].file, "换了名字");
    let before = cells(&shop, &[Column::City]);
    shop.bring_back(&trip, &Ticks::of(&trip), &Unwatched)
        .unwrap();
    assert_eq!(cells(&shop, &[Column::City]), before);
}

#[test]
fn heads_may_be_sorted_away_from_the_top() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = shop(folder.path());
    let file = folder.path().join("a.csv");
    let file = send(&mut shop, file, Format::Csv, PLAIN.to_vec());
    let mut table = Table::from_csv(&file);
    let heads = std::mem::replace(&mut table.heads, table.rows[0].clone());
    table.rows[0] = heads;
    table.rows.swap(0, 300);
    table.rows[7][0] = "换了名字".to_owned();
    table.rows[8][4] = String::new();
    table.to_csv(&file, false);
    let look = workspace::previewing::look_at(&file, &options(), &[]).unwrap();
    assert!(look.is_marked);
    let trip = read(&shop, &file);
    assert_eq!((trip.people.len(), trip.new_rows.len()), (1, 1));
    assert_eq!((trip.gone.len(), trip.odd_rows.len()), (1, 0));
}

#[test]
fn columns_that_were_sorted_without_their_marks_are_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = small(folder.path());
    let trip = trip_of(&mut shop, folder.path(), PLAIN.to_vec(), |table| {
        let mut rows: Vec<Vec<String>> = table.rows.iter().map(|row| row[..4].to_vec()).collect();
        rows.sort();
        for (row, sorted) in table.rows.iter_mut().zip(rows) {
            row[..4].clone_from_slice(&sorted);
        }
    });
    assert!(trip.is_shuffled);
    assert_eq!(Ticks::of(&trip).all(), 0);
}

#[test]
fn what_both_sides_changed_waits_for_the_owner() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = small(folder.path());
    let file = send(
        &mut shop,
        folder.path().join("a.csv"),
        Format::Csv,
        PLAIN.to_vec(),
    );
    let mut table = Table::from_csv(&file);
    let ids: Vec<ContactId> = shop.sent_lists()[0].ids().collect();
    let name = |shop: &Workspace, id: ContactId| cells(shop, &[Column::Name])[&id.0][0].clone();
    let row_of = |table: &Table, name: &str| {
        let mut rows = table.rows.iter();
        rows.position(|row| row[0] == name).unwrap()
    };
    let (one, two, three) = (ids[3], ids[8], ids[9]);
    for (id, text) in [(one, "文件里的"), (two, "两边一样"), (three, "只在文件里")] {
        let place = row_of(&table, &name(&shop, id));
        table.rows[place][0] = text.to_owned();
    }
    shop.edit(one, &Edit::Name("书里的".to_owned())).unwrap();
    shop.edit(two, &Edit::Name("两边一样".to_owned())).unwrap();
    table.to_csv(&file, false);
    let trip = read(&shop, &file);
    assert_eq!((trip.people.len(), trip.conflicts()), (2, 1));
    let ticks = Ticks::of(&trip);
    assert_eq!(ticks.cells_on(), 1);
    let shown = trip
        .people
        .iter()
        .position(|person| person.contact == one)
        .unwrap();
    let cell = &trip.people[shown].cells[0];
    assert_eq!(
        (cell.book.as_str(), cell.file.as_str()),
        ("书里的", "文件里的")
    );
    shop.bring_back(&trip, &ticks, &Unwatched).unwrap();
    assert_eq!(name(&shop, one), "书里的");
    assert_eq!(name(&shop, three), "只在文件里");

    // Who says so gets the file's text, unless the book changed once more since it was shown.
    let trip = read(&shop, &file);
    let mut ticks = Ticks::of(&trip);
    let shown = trip
        .people
        .iter()
        .position(|person| person.contact == one)
        .unwrap();
    ticks.set_cell(shown, 0, true);
    shop.edit(one, &Edit::Name("又改了".to_owned())).unwrap();
    let brought = shop.bring_back(&trip, &ticks, &Unwatched).unwrap();
    assert_eq!(brought.cells, 0);
    assert_eq!(brought.refused[0].why, RefusedWhy::Changed);
    assert_eq!(name(&shop, one), "又改了");
    let trip = read(&shop, &file);
    let mut ticks = Ticks::of(&trip);
    ticks.set_cell(0, 0, true);
    shop.bring_back(&trip, &ticks, &Unwatched).unwrap();
    assert_eq!(name(&shop, one), "文件里的");
}

#[test]
fn copies_broken_marks_and_people_who_are_gone_are_told_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = small(folder.path());
    let file = send(
        &mut shop,
        folder.path().join("a.csv"),
        Format::Csv,
        PLAIN.to_vec(),
    );
    let mut table = Table::from_csv(&file);
    let mark = table.heads.len() - 1;
    let mut copy = table.rows[2].clone();
    copy[0] = "复制出来的".to_owned();
    copy[1] = "13712340000".to_owned();
    // The copy stands in front of the row that it was made from.
    table.rows.insert(0, copy);
    table.rows[5][mark].replace_range(10..12, "zz");
    let other = tempfile::tempdir().unwrap();
    let mut another = small(other.path());
    let foreign = send(
        &mut another,
        other.path().join("b.csv"),
        Format::Csv,
        PLAIN.to_vec(),
    );
    table.rows[6] = Table::from_csv(&foreign).rows[0].clone();
    let deleted = table.rows[9][0].clone();
    table.rows[9][0] = "改了已删的".to_owned();
    let ids = cells(&shop, &[Column::Name]);
    let (id, _) = ids.iter().find(|(_, row)| row[0] == deleted).unwrap();
    let deleted = ContactId(*id);
    shop.change_many(&[deleted], &BulkChange::Delete, &Unwatched)
        .unwrap();
    table.to_csv(&file, false);
    let trip = read(&shop, &file);
    assert_eq!(trip.people, []);
    let [copy] = trip.new_rows.as_slice() else {
        panic!("{:?}", trip.new_rows);
    };
    assert_eq!(copy.name(&trip.columns), "复制出来的");
    assert!(copy.copy_of.is_some());
    let whys: Vec<OddWhy> = trip.odd_rows.iter().map(|odd| odd.why).collect();
    assert_eq!(
        whys,
        [OddWhy::BrokenMark, OddWhy::OtherBook, OddWhy::NotInBook]
    );
    // Two rows of people in the book have no mark any more.
    assert_eq!(trip.gone.len(), 2);
    let before = everybody(&shop);
    let brought = shop
        .bring_back(&trip, &Ticks::of(&trip), &Unwatched)
        .unwrap();
    assert_eq!(brought.all(), 0);
    assert_eq!(everybody(&shop), before);
}

#[test]
fn what_cannot_be_changed_or_will_not_do_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = small(folder.path());
    let columns = vec![
        Column::Id,
        Column::Name,
        Column::Email,
        Column::Source,
        Column::Mobile,
    ];
    let trip = trip_of(&mut shop, folder.path(), columns, |table| {
        table.rows[0][2] = "not an address".to_owned();
        table.rows[1][3] = "别的来源".to_owned();
        table.rows[2][4] = "13912345678".to_owned();
        table.rows[3][0] = "99999".to_owned();
        let known = table.rows[7][4].clone();
        let row = ["", "同号的人", "", "", known.as_str(), ""].map(str::to_owned);
        table.rows.push(row.to_vec());
        let row = ["", "", "", "", "", ""].map(str::to_owned);
        table.rows.push(row.to_vec());
        let row = ["", "", "", "微信", "", ""].map(str::to_owned);
        table.rows.push(row.to_vec());
    });
    assert_eq!(trip.people, []);
    let whys: Vec<_> = trip.kept.counts.keys().copied().collect();
    assert_eq!(
        whys,
        [
            (0, KeptWhy::ReadOnly),
            (2, KeptWhy::Unfit(Unfit::Email)),
            (3, KeptWhy::ReadOnly),
            (4, KeptWhy::ReadOnly),
        ]
    );
    let [twin, nobody] = trip.new_rows.as_slice() else {
        panic!("{:?}", trip.new_rows);
    };
    assert!(twin.twin.is_some() && twin.fault.is_none(), "{twin:?}");
    assert_eq!(nobody.fault, Some(EditProblem::NobodyThere));
    assert_eq!(Ticks::of(&trip).all(), 0);
}

#[test]
fn tags_and_numbers_that_were_left_alone_stay_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = small(folder.path());
    let id = shop
        .add_contact(&NewContactInput {
            name: "有分号的人".to_owned(),
            numbers: vec![
                "13912340001".to_owned(),
                "138****1234".to_owned(),
                "12".to_owned(),
            ],
            emails: vec!["One@example.com; two@example.com".to_owned()],
            tags: vec!["a; b".to_owned(), "c, d".to_owned(), "e".to_owned()],
            ..NewContactInput::default()
        })
        .unwrap();
    let before = shop.book().contact(id).unwrap().unwrap();
    let columns = vec![Column::Name, Column::Numbers, Column::Email, Column::Tags];
    let trip = trip_of(&mut shop, folder.path(), columns, |table| {
        let row = table
            .rows
            .iter_mut()
            .find(|row| row[0] == "有分号的人")
            .unwrap();
        // One of each goes, one of each comes.
        row[1] = row[1].replace("+8613912340001", "13700001234");
        row[2] = row[2].replace("two@example.com", "three@example.com");
        row[3] = row[3].replace("; e", "; f");
    });
    assert_eq!(trip.people.len(), 1);
    shop.bring_back(&trip, &Ticks::of(&trip), &Unwatched)
        .unwrap();
    let after = shop.book().contact(id).unwrap().unwrap();
    assert_eq!(after.numbers.len(), 3);
    assert_eq!(after.numbers[0].raw, "13700001234");
    assert_eq!(after.numbers[0].id, before.numbers[0].id);
    assert_eq!(after.numbers[1..], before.numbers[1..]);
    let emails: Vec<&str> = after
        .emails
        .iter()
        .map(|email| email.addr.as_str())
        .collect();
    assert_eq!(emails, ["One@example.com", "three@example.com"]);
    let named = |id| {
        shop.vocabulary()
            .tags
            .iter()
            .find(|(tag, _)| *tag == id)
            .unwrap()
            .1
            .clone()
    };
    let tags: Vec<String> = after.tags.iter().map(|tag| named(*tag)).collect();
    assert_eq!(tags, ["a; b", "c, d", "f"]);
}

#[test]
fn what_must_never_come_in_again_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = small(folder.path());
    let objected = Point::Phone(E164(8_613_700_001_234));
    let op = NewOp::new(OpKind::RecordConsent, workspace::now());
    shop.transact(&op, |tx| {
        tx.suppress(&objected, None, SuppressionReason::Objection)
    })
    .unwrap();
    let trip = trip_of(&mut shop, folder.path(), PLAIN.to_vec(), |table| {
        table.rows[4][1] = "13700001234".to_owned();
        table.rows[5][0] = "改了名".to_owned();
        let row = ["新来的", "137 0000 1234", "", "", ""].map(str::to_owned);
        table.rows.push(row.to_vec());
    });
    let brought = shop
        .bring_back(&trip, &Ticks::of(&trip), &Unwatched)
        .unwrap();
    assert_eq!((brought.cells, brought.added), (1, 0));
    let whys: Vec<_> = brought.refused.iter().map(|cell| &cell.why).collect();
    assert_eq!(whys, [&RefusedWhy::Suppressed, &RefusedWhy::Suppressed]);
}

/// Stops at once.
struct Stopped;

impl Progress for Stopped {
    fn at(&self, _: u64, _: Option<f64>) -> bool {
        false
    }
}

#[test]
fn what_is_stopped_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = small(folder.path());
    let trip = trip_of(&mut shop, folder.path(), PLAIN.to_vec(), |table| {
        table.rows[4][0] = "改了名".to_owned();
    });
    let before = everybody(&shop);
    let stopped = shop.bring_back(&trip, &Ticks::of(&trip), &Stopped);
    assert!(matches!(stopped, Err(Problem::Cancelled)), "{stopped:?}");
    assert_eq!(everybody(&shop), before);
}

#[test]
fn damage_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = small(folder.path());
    let columns = vec![Column::Name, Column::Numbers];
    let number = "+8613812345678";
    let mut damaged = Vec::new();
    for _ in 0..6 {
        let id = shop
            .add_contact(&NewContactInput {
                name: format!("数{}", damaged.len()),
                numbers: vec![number.to_owned()],
                ..NewContactInput::default()
            })
            .unwrap();
        damaged.push(id);
    }
    let trip = trip_of(&mut shop, folder.path(), columns, |table| {
        let forms = [
            "8.61381E+12",
            "8613812345678",
            "8613812345678.00",
            "#NAME?",
            "########",
            "8.61391E+12",
        ];
        for (place, form) in forms.into_iter().enumerate() {
            let name = format!("数{place}");
            let row = table.rows.iter_mut().find(|row| row[0] == name).unwrap();
            row[1] = form.to_owned();
        }
    });
    assert_eq!(trip.people, []);
    let counts: Vec<_> = trip
        .kept
        .counts
        .iter()
        .map(|((_, why), n)| (*why, *n))
        .collect();
    let expected = [
        (Damage::Scientific, 1),
        (Damage::PlusLost, 2),
        (Damage::TooNarrow, 1),
        (Damage::ErrorCell, 1),
        (Damage::NewDigitsLost, 1),
    ];
    assert_eq!(
        counts,
        expected.map(|(damage, n)| (KeptWhy::Damaged(damage), n))
    );
}

#[test]
fn a_list_for_a_purpose_or_for_phones_does_not_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = small(folder.path());
    let request = |format, scope| SendRequest {
        file: folder.path().join("x"),
        format,
        heads: heads(&PLAIN),
        columns: PLAIN.to_vec(),
        audience: Audience::Shown(Box::default()),
        scope,
        for_editing: true,
    };
    let scope = Scope::all().next();
    for request in [request(Format::Csv, scope), request(Format::Vcard, None)] {
        let refused = shop.send_out(&request, &Unwatched);
        assert!(
            matches!(refused, Err(Problem::Export(ExportProblem::NotForEditing))),
            "{refused:?}"
        );
        assert!(!request.file.exists());
    }
}
