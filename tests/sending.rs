//! A list that leaves the house: everybody is on it or left out for one reason, the book knows who
//! is on it, and what fails or is stopped leaves neither file nor entry.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

use std::collections::HashSet;
use std::path::Path;

use haobu::domain::consent::{Channel, Purpose, Scope};
use haobu::domain::filter::Filter;
use haobu::domain::problem::Problem;
use haobu::workspace::{
    self, Access, Audience, Column, Format, Passphrase, Progress, SendRequest, Unwatched,
    Workspace, fewest_columns, plan_list, sample_book,
};

const CONTACTS: u64 = 600;

/// Everybody of the sample book, as an audience.
fn everybody() -> Audience {
    Audience::Shown(Box::default())
}

fn shop(folder: &Path) -> Workspace {
    sample_book::make(folder, workspace::now(), CONTACTS).unwrap()
}

fn request(folder: &Path, scope: Option<Scope>) -> SendRequest {
    let columns = fewest_columns(scope);
    SendRequest {
        file: folder.join("list.csv"),
        format: Format::Csv,
        heads: columns
            .iter()
            .map(|column| column.word().to_owned())
            .collect(),
        columns,
        audience: everybody(),
        scope,
        for_editing: false,
    }
}

#[test]
fn those_left_out_and_those_on_the_list_are_everybody() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = shop(folder.path());
    let mut reasons = HashSet::new();
    for scope in Scope::all() {
        let plan = {
            let roster = shop.roster().unwrap();
            plan_list(&roster, &everybody(), Some(scope), workspace::today())
        };
        assert_eq!(
            u64::try_from(plan.everyone()).unwrap(),
            CONTACTS,
            "{}",
            scope.word()
        );
        let mut ids: Vec<_> = plan
            .left_out
            .values()
            .flatten()
            .chain(&plan.reached)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), plan.everyone(), "{}", scope.word());
        reasons.extend(plan.left_out.keys().copied());
        // What the ledger says of each point agrees with the list in memory.
        let sent = shop
            .send_out(&request(folder.path(), Some(scope)), &Unwatched)
            .unwrap();
        assert_eq!(
            sent.contacts,
            u64::try_from(plan.reached.len()).unwrap(),
            "{}",
            scope.word()
        );
        let left_out: u64 = sent.left_out.values().sum();
        assert_eq!(sent.contacts + left_out, CONTACTS);
    }
    assert!(reasons.len() > 3, "{reasons:?}");
}

#[test]
fn the_book_knows_who_is_on_a_list_and_each_number_stands_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = shop(folder.path());
    let scope = Scope::new(Channel::Sms, Purpose::Marketing);
    let request = request(folder.path(), Some(scope));
    let sent = shop.send_out(&request, &Unwatched).unwrap();
    let written = csv::Reader::from_path(&request.file)
        .unwrap()
        .records()
        .map(|record| record.unwrap().get(1).unwrap().to_owned())
        .collect::<Vec<_>>();
    assert_eq!(u64::try_from(written.len()).unwrap(), sent.contacts);
    assert!(written.iter().all(|number| number.starts_with('+')));
    let distinct: HashSet<&String> = written.iter().collect();
    assert_eq!(distinct.len(), written.len());
    let lists = shop.sent_lists();
    let list = lists.first().unwrap();
    assert_eq!((Some(list.op), list.scope), (sent.op, Some(scope)));
    assert_eq!(list.file_name, "list.csv");
    assert_eq!(list.contacts.len(), sent.contacts);
    let everyone = plan_list(
        &shop.roster().unwrap(),
        &everybody(),
        None,
        workspace::today(),
    );
    let on_it = everyone.reached.iter().filter(|id| list.has(**id)).count();
    assert_eq!(u64::try_from(on_it).unwrap(), sent.contacts);
    assert!(shop.check().unwrap().is_healthy());
}

/// Stops at once.
struct Stopped;

impl Progress for Stopped {
    fn at(&self, _: u64, _: Option<f64>) -> bool {
        false
    }
}

#[test]
fn what_fails_or_is_stopped_leaves_neither_file_nor_entry() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = shop(folder.path());
    let before = shop.sent_lists().len();
    let out = tempfile::tempdir().unwrap();
    let stopped = shop.send_out(&request(out.path(), None), &Stopped);
    assert!(matches!(stopped, Err(Problem::Cancelled)), "{stopped:?}");
    let nowhere = request(&out.path().join("missing"), None);
    assert!(matches!(
        shop.send_out(&nowhere, &Unwatched),
        Err(Problem::File { .. })
    ));
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0);
    assert_eq!(shop.sent_lists().len(), before);
}

#[test]
fn the_fewest_columns_are_a_name_and_the_way_to_reach_somebody() {
    let check = |channel, way: &[Column]| {
        let columns = fewest_columns(Some(Scope::new(channel, Purpose::Marketing)));
        let (name, rest) = columns.split_first().unwrap();
        assert_eq!((name, rest), (&Column::Name, way));
    };
    check(Channel::Sms, &[Column::Mobile]);
    check(Channel::Call, &[Column::Numbers]);
    check(Channel::Email, &[Column::Email]);
    let envelope = [
        Column::Province,
        Column::City,
        Column::Street,
        Column::Postcode,
    ];
    check(Channel::Post, &envelope);
}

#[test]
fn a_book_that_can_only_be_read_notes_nothing_down() {
    let folder = tempfile::tempdir().unwrap();
    let (book, before) = {
        let shop = shop(folder.path());
        (shop.book().path().to_owned(), shop.sent_lists().len())
    };
    let passphrase = Passphrase::new(sample_book::SAMPLE_PASSPHRASE).unwrap();
    let mut shop = Workspace::open(&book, &passphrase, Access::ReadOnly).unwrap();
    let out = tempfile::tempdir().unwrap();
    let sent = shop
        .send_out(&request(out.path(), None), &Unwatched)
        .unwrap();
    assert_eq!((sent.op, sent.contacts), (None, CONTACTS));
    assert_eq!(shop.sent_lists().len(), before);
    assert!(out.path().join("list.csv").is_file());
}

#[test]
fn a_list_that_went_out_cannot_be_undone() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = shop(folder.path());
    let (before, _) = shop.next_steps().unwrap();
    shop.send_out(&request(folder.path(), None), &Unwatched)
        .unwrap();
    assert_eq!(shop.next_steps().unwrap().0, before);
}

#[test]
fn who_is_on_a_list_is_a_filter_like_any_other() {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = shop(folder.path());
    let find = |shop: &Workspace, text: &str| {
        let filter = Filter::parse(text).unwrap();
        shop.roster().unwrap().count(&filter, workspace::today())
    };
    assert_eq!(find(&shop, "list:list.csv"), 0);
    let scope = Scope::new(Channel::Sms, Purpose::Marketing);
    let sent = shop
        .send_out(&request(folder.path(), Some(scope)), &Unwatched)
        .unwrap();
    let sent = usize::try_from(sent.contacts).unwrap();
    let everybody = usize::try_from(CONTACTS).unwrap();
    for (filter, expected) in [
        ("list:list.csv", sent),
        ("名单:LIST", sent),
        ("list:=list.csv", sent),
        ("list:=list", 0),
        ("-list:list.csv", everybody - sent),
        ("list:list.csv can:sms", sent),
    ] {
        assert_eq!(find(&shop, filter), expected, "{filter}");
    }
    // The same after the list was read afresh.
    let path = shop.book().path().to_owned();
    drop(shop);
    let passphrase = Passphrase::new(sample_book::SAMPLE_PASSPHRASE).unwrap();
    let shop = Workspace::open(&path, &passphrase, Access::ReadOnly).unwrap();
    assert_eq!(find(&shop, "list:list.csv"), sent);
}
