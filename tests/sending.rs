//! A list that leaves the house: everybody is on it or left out for one reason, the book knows who
//! is on it, and what fails or is stopped leaves neither file nor entry.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

use std::collections::HashSet;
use std::path::Path;

use haobu::domain::consent::{Channel, Purpose, Scope};
use haobu::domain::problem::Problem;
use haobu::workspace::{
    self, Audience, Column, Format, Progress, SendRequest, Unwatched, Workspace, fewest_columns,
    plan_list, sample_book,
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
    for scope in Scope::all().filter(|scope| scope.channel != Channel::Post) {
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
    let lists = shop.sent_lists().unwrap();
    let list = lists.first().unwrap();
    assert_eq!((list.op, list.scope), (sent.op, Some(scope)));
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
    let before = shop.sent_lists().unwrap().len();
    let out = tempfile::tempdir().unwrap();
    let stopped = shop.send_out(&request(out.path(), None), &Stopped);
    assert!(matches!(stopped, Err(Problem::Cancelled)), "{stopped:?}");
    let nowhere = request(&out.path().join("missing"), None);
    assert!(matches!(
        shop.send_out(&nowhere, &Unwatched),
        Err(Problem::File { .. })
    ));
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0);
    assert_eq!(shop.sent_lists().unwrap().len(), before);
}

#[test]
fn the_fewest_columns_are_a_name_and_the_way_to_reach_somebody() {
    let check = |channel, way| {
        let columns = fewest_columns(Some(Scope::new(channel, Purpose::Marketing)));
        assert_eq!(columns, [Column::Name, way]);
    };
    check(Channel::Sms, Column::Mobile);
    check(Channel::Call, Column::Numbers);
    check(Channel::Email, Column::Email);
}
