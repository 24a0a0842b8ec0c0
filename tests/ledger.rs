//! What a file says about consent is recorded once, however many rows and files repeat it, and by
//! whichever way the ledger is asked.
#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

use std::fmt::Write as _;

use haobu::book::{Book, Key};
use haobu::domain::consent::EventKind;
use haobu::domain::listing::SourceKind;
use haobu::domain::op::IdRanges;
use haobu::domain::phone::Region;
use haobu::workspace::{ImportOptions, ImportRequest, Unwatched, Workspace, now};

const HEAD: &str = "姓名,手机,邮箱,订单编号,短信同意,邮件同意\n";

struct Shop {
    folder: tempfile::TempDir,
    workspace: Workspace,
}

impl Shop {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.haobu");
        let book = Book::create(&path, &Key::random().unwrap(), now()).unwrap();
        Self {
            workspace: Workspace::over(book).unwrap(),
            folder,
        }
    }

    /// Rows of `people`, each with what `row` makes of somebody.
    fn bring(&mut self, people: u32, row: impl Fn(u32, &mut String)) {
        let mut text = HEAD.to_owned();
        for one in 0..people {
            row(one, &mut text);
        }
        let file = self.folder.path().join("orders.csv");
        std::fs::write(&file, text).unwrap();
        let request = ImportRequest {
            file,
            options: ImportOptions::new(Region(*b"CN"), SourceKind::Shop),
            source: "网店".to_owned(),
            rejects: None,
            rehearsal: false,
        };
        self.workspace.import(&request, &Unwatched).unwrap();
    }

    /// What counts of everybody, the same for all.
    fn said(&self, people: u32) -> Vec<EventKind> {
        let book = self.workspace.book();
        let mut all = IdRanges::default();
        all.insert_range(1, 1 << 30);
        let mut said = Vec::new();
        book.contacts(&all, |contact| {
            let events = book.events(&contact)?;
            said.push(events.iter().map(|event| event.kind).collect::<Vec<_>>());
            Ok(())
        })
        .unwrap();
        assert_eq!(said.len(), usize::try_from(people).unwrap());
        let first = said.first().cloned().unwrap();
        assert!(said.iter().all(|other| *other == first), "{people} people");
        first
    }
}

#[test]
fn what_is_said_again_is_recorded_once() {
    use EventKind::{Grant, Refuse};
    let check = |people: u32| {
        let mut shop = Shop::new();
        let orders = |one: u32, text: &mut String| {
            for (order, sms) in ["是", "是", "否", "是", "否"].iter().enumerate() {
                writeln!(text, "顾客{one},138{one:08},,{one}-{order},{sms},").unwrap();
            }
        };
        shop.bring(people, orders);
        assert_eq!(shop.said(people), [Grant, Refuse], "of {people} new people");
        shop.bring(people, orders);
        assert_eq!(shop.said(people), [Grant, Refuse], "the same again");
        // Each has an address now, and speaks of it in both rows.
        shop.bring(people, |one, text| {
            for order in [7, 8] {
                let email = format!("{one}@example.com");
                writeln!(text, "顾客{one},138{one:08},{email},{one}-{order},否,是").unwrap();
            }
        });
        let expected = [Grant, Refuse, Grant];
        assert_eq!(shop.said(people), expected, "of {people} who were there");
    };
    check(3);
    // So many that indexes are dropped, and the ledger is asked in memory.
    check(2_500);
}
