//! Walking a list one by one with nothing but the keyboard, stopped and gone on with on another
//! day, and every step taken back.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use haobu::book::{ContactDetails, NewContact, NewOp, Tx};
use haobu::domain::contact::NumberDetails;
use haobu::domain::op::OpKind;
use haobu::domain::phone::{E164, NumberKind, NumberStatus, Region};
use haobu::domain::review::Decision;
use haobu::i18n::Language;
use haobu::workspace::editing::{Edit, NewContactInput, Seek};
use haobu::workspace::{Access, Workspace, now};

use crate::window::{House, Look, PLAIN, Window, passphrase};

/// A list as long as one evening's work.
const PEOPLE: usize = 500;
const BOTH: Modifiers = Modifiers {
    shift: true,
    ..Modifiers::COMMAND
};

/// A book of so many people, named so that they stand in the order of their numbers.
fn book(house: &House, people: usize) -> std::path::PathBuf {
    let (path, ()) = house.book(|workspace| fill(workspace, people));
    path
}

fn fill(workspace: &mut Workspace, people: usize) {
    let op = NewOp::new(OpKind::Import, now());
    let add = |tx: &mut Tx<'_>, index: usize| {
        let number = 13_813_000_000 + u64::try_from(index).unwrap();
        tx.insert_contact(&NewContact {
            details: ContactDetails {
                name: &name(index),
                ..ContactDetails::default()
            },
            numbers: &[NumberDetails {
                raw: number.to_string(),
                e164: Some(E164(8_600_000_000_000 + number)),
                status: NumberStatus::Ok,
                kind: NumberKind::Mobile,
                region: Some(Region(*b"CN")),
                extension: String::new(),
                label: String::new(),
            }],
            ..NewContact::default()
        })
    };
    let all = workspace.transact(&op, |tx| {
        (0..people).try_for_each(|index| add(tx, index).map(drop))
    });
    all.unwrap();
}

fn name(index: usize) -> String {
    format!("Guest {:03}", index + 1)
}

/// Opens the dialog and begins with what it proposes.
fn begin(window: &mut Window) {
    window.press_with(BOTH, Key::R);
    window.until_shown(window.look.says("列表里显示的", "in the list"));
    window.press(Key::Enter);
    window.until_shown(&name(0));
}

/// Until the card of a place is shown with all that is known.
#[track_caller]
fn until_at(window: &mut Window, index: usize, of: usize) {
    let place = match window.look.language {
        Language::Chinese => format!("第 {} 位，共 {of} 位", index + 1),
        Language::English => format!("{} of {of}", index + 1),
    };
    let title = name(index);
    let numbers = window.look.says("号码", "Numbers");
    window.until(&title, |harness| {
        [place.as_str(), title.as_str(), numbers]
            .iter()
            .all(|words| harness.query_by_label(words).is_some())
    });
    // Keys are not taken while it is asked what comes next.
    window.settle();
}

fn reopen(path: &std::path::Path) -> Workspace {
    Workspace::open(path, &passphrase(), Access::ReadWrite).unwrap()
}

#[test]
fn five_hundred_are_walked_through_by_keys_alone_in_two_sittings() {
    let house = House::new();
    let path = book(&house, PEOPLE);
    let mut window = house.open(PLAIN.english(), &path);
    begin(&mut window);
    // The first tag has to be named; from then on one key is enough.
    let decide = |window: &mut Window, index: usize| match index % 7 {
        0 => window.press(Key::K),
        1 => {
            window.press(Key::T);
            if index == 1 {
                window.type_text("regular");
                window.press(Key::Enter);
            }
        }
        2 => {
            window.press(Key::F);
            window.press_with(Modifiers::COMMAND, Key::A);
            window.type_text(&format!("139{:08}", 24_000_000 + index));
            window.press(Key::Enter);
        }
        3 => window.press(Key::X),
        4 => window.press(Key::W),
        5 => window.press(Key::S),
        _ => window.press(Key::Delete),
    };
    let half = 252;
    for index in 0..half {
        until_at(&mut window, index, PEOPLE);
        decide(&mut window, index);
    }
    until_at(&mut window, half, PEOPLE);
    // The shop closes: the window, and the book with it.
    drop(window);
    {
        let workspace = reopen(&path);
        let open = workspace.open_reviews().unwrap();
        assert_eq!(open.len(), 1);
        assert_eq!(open.first().unwrap().tally.done(), 252);
    }

    let mut window = house.open(PLAIN.english(), &path);
    window.until_shown("Go on with");
    // What is unfinished is what the dialog proposes.
    window.press_with(BOTH, Key::R);
    window.until_shown("Go on");
    window.press(Key::Enter);
    until_at(&mut window, half, PEOPLE);
    for index in half..PEOPLE {
        until_at(&mut window, index, PEOPLE);
        if index == half + 1 {
            // In a new sitting the tag is named again.
            window.press(Key::T);
            window.type_text("regular");
            window.press(Key::Enter);
        } else {
            decide(&mut window, index);
        }
    }
    window.until_shown("All done");
    window.picture("review-done-500");
    // Ctrl Z leads back, card by card.
    for index in (PEOPLE - 7..PEOPLE).rev() {
        window.press_with(Modifiers::COMMAND, Key::Z);
        until_at(&mut window, index, PEOPLE);
    }
    window.press_with(Modifiers::COMMAND, Key::Y);
    until_at(&mut window, PEOPLE - 6, PEOPLE);
    drop(window);

    let mut workspace = reopen(&path);
    let review = workspace.open_reviews().unwrap().first().unwrap().id;
    let stop = workspace
        .review_stop(review, Seek::Waiting)
        .unwrap()
        .unwrap();
    let of = |decision| stop.review.tally.of(decision);
    assert_eq!(stop.review.tally.done(), 494);
    assert_eq!(
        [
            Decision::Kept,
            Decision::Tagged,
            Decision::Mended,
            Decision::Invalid,
            Decision::Withdrawn,
            Decision::Skipped,
            Decision::Deleted,
        ]
        .map(of),
        [71, 71, 71, 71, 70, 70, 70]
    );
    // Every one of these steps is undone, and the book is as it was before.
    for _ in 0..494 {
        workspace.undo().unwrap();
    }
    let stop = workspace
        .review_stop(review, Seek::Waiting)
        .unwrap()
        .unwrap();
    assert_eq!(stop.review.tally.done(), 0);
    let roster = workspace.roster().unwrap();
    assert_eq!(roster.len(), PEOPLE);
    assert!(
        roster
            .everyone()
            .slots()
            .all(|slot| roster.tags(slot).is_empty())
    );
}

#[test]
fn the_card_shows_what_is_needed_to_decide() {
    for (look, words) in [
        (
            PLAIN,
            ["有两种读法", "原文", "待征得同意", "手工新建", "喜欢白色"],
        ),
        (
            PLAIN.english().dark(),
            [
                "reads two ways",
                "Written as",
                "Ask first",
                "Added by hand",
                "喜欢白色",
            ],
        ),
    ] {
        let house = House::new();
        let (path, ()) = house.book(|workspace| {
            let input = NewContactInput {
                name: name(0),
                company: "花样年华".to_owned(),
                numbers: vec!["138-1300 0000".to_owned(), "85291395311".to_owned()],
                ..NewContactInput::default()
            };
            let id = workspace.add_contact(&input).unwrap();
            let notes = Edit::Notes("喜欢白色".to_owned());
            workspace.edit(id, &notes).unwrap();
            workspace.tag(&[id], "VIP").unwrap();
        });
        let mut window = house.open(look, &path);
        begin(&mut window);
        until_at(&mut window, 0, 1);
        for words in words {
            window.until_shown(words);
        }
        window.until_shown("VIP");
        let name = match look.theme {
            haobu::workspace::settings::Theme::Dark => "en-dark",
            _ => "zh",
        };
        window.picture(&format!("review-odd-number-{name}"));
        // The odd one of two numbers is meant; the arrows choose the other.
        window.press(Key::F);
        assert_eq!(
            window.value(look.says("正确的号码", "Correct number")),
            "85291395311"
        );
        window.picture(&format!("review-mend-{name}"));
        window.press(Key::Escape);
        window.press(Key::ArrowUp);
        window.press(Key::F);
        assert_eq!(
            window.value(look.says("正确的号码", "Correct number")),
            "138-1300 0000"
        );
        window.press(Key::Escape);
        // Letters are the field's while somebody types, not decisions.
        window.press(Key::T);
        window.press(Key::K);
        window.type_text("k");
        window.picture(&format!("review-tag-{name}"));
        until_at(&mut window, 0, 1);
        window.press(Key::Escape);
        until_at(&mut window, 0, 1);
    }
}

#[test]
fn steps_lead_back_and_on_and_whoever_was_skipped_comes_again() {
    let house = House::new();
    let path = book(&house, 3);
    let mut window = house.open(PLAIN, &path);
    begin(&mut window);
    until_at(&mut window, 0, 3);
    window.press(Key::S);
    until_at(&mut window, 1, 3);
    window.press(Key::ArrowLeft);
    until_at(&mut window, 0, 3);
    window.until_shown("已核对：跳过");
    window.press(Key::ArrowRight);
    until_at(&mut window, 1, 3);
    window.press(Key::D);
    until_at(&mut window, 2, 3);
    // Whoever was deleted can be looked at, and found again by undo.
    window.press(Key::ArrowLeft);
    window.until_shown("这位客户已经删除");
    window.picture("review-gone");
    window.press_with(Modifiers::COMMAND, Key::Z);
    until_at(&mut window, 1, 3);
    window.press(Key::K);
    until_at(&mut window, 2, 3);
    window.press(Key::K);
    window.until_shown("核对完了");
    window.press(Key::S);
    until_at(&mut window, 0, 3);
    // Esc leaves, and nothing is lost.
    window.press(Key::Escape);
    window.until_shown("全部客户");
    window.until_gone("核对进度");
    assert!(
        !window.is_shown("继续核对"),
        "only a skipped one is left, so nobody waits"
    );
}

#[test]
fn a_selection_is_walked_through_and_put_away() {
    for look in [PLAIN, PLAIN.english()] {
        let house = House::new();
        let path = book(&house, 5);
        let mut window = house.open(look, &path);
        window.press_with(Modifiers::COMMAND, Key::A);
        window.until_shown(look.says("已选 5 人", "5 selected"));
        window.press_with(BOTH, Key::R);
        window.until_shown(look.says("选中的 5 人", "The 5 selected"));
        window.press(Key::Enter);
        until_at(&mut window, 0, 5);
        window.press(Key::K);
        until_at(&mut window, 1, 5);
        window.press(Key::Escape);
        window.until_shown(look.says("继续核对：", "Go on with"));
        // By the link at the foot, too.
        window.click_containing(look.says("继续核对：", "Go on with"));
        until_at(&mut window, 1, 5);
        window.click(look.says("更多", "More"));
        window.click(look.says("不再核对这份名单", "Put this list away"));
        window.until_gone(look.says("核对进度", "How far the review is"));
        window.until_gone(look.says("继续核对：", "Go on with"));
    }
}

#[test]
fn every_control_of_the_walk_is_reached_by_keyboard() {
    let look: Look = PLAIN.english();
    let house = House::new();
    let path = book(&house, 3);
    let mut window = house.open(look, &path);
    begin(&mut window);
    until_at(&mut window, 0, 3);
    let missed = window.out_of_reach();
    assert!(missed.is_empty(), "{missed:?}");
    let bars = window
        .harness
        .query_all_by_role(Role::ProgressIndicator)
        .count();
    assert_eq!(bars, 1);
}
