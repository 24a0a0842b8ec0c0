//! The sample book shows everything there is to see: every badge, every pile, every kind of number.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

use std::sync::LazyLock;

use haobu::domain::consent::State;
use haobu::domain::filter::Filter;
use haobu::domain::op::OpKind;
use haobu::domain::phone::NumberStatus;
use haobu::domain::time::{Day, Millis};
use haobu::workspace::sample_book::{SAMPLE_CONTACTS, SAMPLE_PASSPHRASE, SampleFolder, make};
use haobu::workspace::{Access, Passphrase, Pile, Workspace};

/// Made once: tests only read it.
struct Sample {
    facets: haobu::workspace::Facets,
    counts: Vec<(&'static str, usize)>,
    workspace: std::sync::Mutex<Workspace>,
    _folder: tempfile::TempDir,
}

const FILTERS: [(&str, std::ops::RangeInclusive<usize>); 24] = [
    ("city:深圳", 5_000..=7_500),
    ("country:中国香港", 200..=500),
    ("country:日本", 20..=150),
    ("has:company", 1_000..=2_600),
    ("has:email", 3_000..=5_000),
    ("is:duplicate", 250..=1_000),
    ("type:fixed", 300..=2_000),
    ("tag:VIP", 200..=900),
    ("tag:花艺课", 100..=900),
    ("tag:花艺课 tag:VIP", 20..=400),
    ("tag:婚礼", 100..=700),
    ("tag:母亲节", 250..=1_200),
    ("tag:企业月结", 50..=500),
    ("has:order", 4_500..=7_500),
    ("orders:13..", 50..=700),
    ("orders:31..", 0..=0),
    ("last_order:<90d", 300..=900),
    ("last_order:today", 5..=80),
    ("last_order:>180d orders:3..", 600..=2_500),
    ("has:生日", 900..=2_500),
    ("is:expiring", 10..=60),
    ("call:granted", 700..=2_000),
    ("call:withdrawn", 40..=400),
    ("email:granted", 400..=1_500),
];

static SAMPLE: LazyLock<Sample> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let now = haobu::workspace::now();
    let workspace = make(folder.path(), now, SAMPLE_CONTACTS).unwrap();
    let today = haobu::workspace::today();
    let (facets, counts) = {
        let list = workspace.roster().unwrap();
        let count = |filter| list.count(&workspace.filter(filter), today);
        let counts = FILTERS.map(|(filter, _)| (filter, count(filter)));
        (list.facets(&list.everyone()), counts.to_vec())
    };
    Sample {
        facets,
        counts,
        workspace: workspace.into(),
        _folder: folder,
    }
});

trait Parse {
    fn filter(&self, text: &str) -> Filter;
}

impl Parse for Workspace {
    fn filter(&self, text: &str) -> Filter {
        let query = self.parse_query(Some(text), None, None).unwrap();
        query.filter.unwrap()
    }
}

fn share(count: usize) -> usize {
    count * 1000 / SAMPLE.facets.total
}

#[test]
fn the_list_is_long_and_its_piles_are_believable() {
    assert_eq!(u64::try_from(SAMPLE.facets.total).unwrap(), SAMPLE_CONTACTS);
    const { assert!(SAMPLE_CONTACTS >= 10_000) };
    let check = |pile: Pile, from: usize, to: usize| {
        let piles = SAMPLE.facets.piles.iter();
        let found = piles.clone().find(|(other, _)| *other == pile);
        let per_mille = share(found.map_or(0, |(_, count)| *count));
        assert!((from..=to).contains(&per_mille), "{pile:?}: {per_mille} ‰");
    };
    check(Pile::MayText, 280, 340);
    check(Pile::ServiceOnly, 115, 165);
    check(Pile::AskFirst, 480, 560);
    check(Pile::DoNotDisturb, 20, 40);
}

#[test]
fn every_badge_and_every_kind_of_number_occurs() {
    for state in State::ALL {
        let found = SAMPLE.facets.sms_marketing.iter();
        let count = found.clone().find(|(other, _)| *other == state);
        // Another basis than consent is for service, never for offers.
        if state != State::Permitted {
            assert!(count.is_some_and(|(_, count)| *count >= 20), "{state:?}");
        }
    }
    for status in NumberStatus::ALL {
        let mut found = SAMPLE.facets.statuses.iter();
        let count = found.find(|(other, _)| *other == status);
        if status != NumberStatus::Empty {
            assert!(count.is_some_and(|(_, count)| *count >= 20), "{status:?}");
        }
    }
}

#[test]
fn what_is_asked_first_has_answers() {
    for ((filter, range), (_, count)) in FILTERS.iter().zip(&SAMPLE.counts) {
        assert!(range.contains(count), "{filter}: {count}");
    }
    let workspace = SAMPLE.workspace.lock().unwrap();
    let list = workspace.roster().unwrap();
    let service = workspace.filter("sms.service:permitted");
    assert!(list.count(&service, haobu::workspace::today()) > 1_000);
    assert_eq!(SAMPLE.facets.sources.len(), 6);
}

#[test]
fn segments_hold_whom_their_filters_find_and_who_was_put_in_by_hand() {
    let workspace = SAMPLE.workspace.lock().unwrap();
    let list = workspace.roster().unwrap();
    let segments = &workspace.vocabulary().segments;
    assert_eq!(segments.len(), 3);
    let mut colours = Vec::new();
    for segment in segments {
        let filter = workspace.filter(&segment.filter);
        assert_eq!(filter.to_string(), segment.filter, "not as it is printed");
        let members = list.segment_members(segment.id, &filter, haobu::workspace::today());
        let found = list.count(&filter, haobu::workspace::today());
        let by_hand = usize::try_from(segment.included).unwrap();
        let left_out = usize::try_from(segment.excluded).unwrap();
        assert!(found > 50, "{}: {found}", segment.name);
        assert_eq!(
            members.len(),
            found + by_hand - left_out,
            "{}",
            segment.name
        );
        colours.push(segment.colour);
    }
    colours.dedup();
    assert_eq!(colours.len(), segments.len());
    assert!(
        segments
            .iter()
            .any(|segment| segment.included > 0 && segment.excluded > 0)
    );
}

#[test]
fn the_book_is_whole_and_its_log_reads_from_old_to_new() {
    let workspace = SAMPLE.workspace.lock().unwrap();
    let report = workspace.check().unwrap();
    assert!(report.is_healthy(), "{report:?}");
    let log = workspace.log().unwrap();
    assert!(log.is_sorted_by_key(|op| op.at));
    for kind in [
        OpKind::Create,
        OpKind::Import,
        OpKind::Tag,
        OpKind::RecordConsent,
        OpKind::EditSegments,
        OpKind::Export,
    ] {
        assert!(log.iter().any(|op| op.kind == kind), "{kind:?}");
    }
    let empty = |op: &&haobu::domain::op::OpRecord| {
        let counts = &op.counts;
        op.kind == OpKind::Import && counts.added + counts.changed == 0
    };
    assert_eq!(log.iter().find(empty), None);
}

#[test]
fn the_same_day_gives_the_same_book() {
    let at = Millis(Day(20_000).start().0 + 36_000_000);
    let list = |contacts| {
        let folder = tempfile::tempdir().unwrap();
        let workspace = make(folder.path(), at, contacts).unwrap();
        let columns = workspace.columns(&[]).unwrap();
        let query = workspace.parse_query(None, None, None).unwrap();
        let found = workspace.query(&query).unwrap();
        let mut rows = Vec::new();
        let read = workspace.each_row(&found, &columns, &mut |row| {
            rows.push(format!("{row:?}"));
            Ok(())
        });
        read.unwrap();
        (rows, workspace.log().unwrap())
    };
    let (rows, log) = list(300);
    assert_eq!(rows.len(), 300);
    assert_eq!((rows, log), list(300));
}

#[test]
fn the_folder_keeps_the_book_until_it_goes() {
    let folder = SampleFolder::default();
    let workspace = folder.open(Millis(1_764_000_000_000), 50).unwrap();
    let path = workspace.book().path().to_owned();
    assert!(folder.holds(&path));
    assert!(!SampleFolder::default().holds(&path));
    drop(workspace);
    let passphrase = Passphrase::new(SAMPLE_PASSPHRASE).unwrap();
    drop(Workspace::open(&path, &passphrase, Access::ReadOnly).unwrap());
    let again = folder.open(Millis(1_764_000_000_000), 10).unwrap();
    assert_eq!(again.book().path(), path);
    assert_eq!(again.roster().unwrap().len(), 50);
    drop(again);
    drop(folder);
    assert!(!path.exists());
}
