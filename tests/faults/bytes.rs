//! Flipped bytes and cut files: an error or the same contents, never others, never an empty book.

use haobu::book::Access;
use haobu::domain::problem::Problem;

use crate::shop::{book_in, folder, open, open_shop, scaled, try_state};

/// The bytes of a book of at least 64 KiB, and what a reader sees of it.
fn book() -> (Vec<u8>, [u8; 32]) {
    let shop = folder();
    open_shop(shop.path());
    let book = open(shop.path(), Access::ReadOnly).unwrap();
    let seen = try_state(&book).unwrap();
    drop(book);
    let bytes = std::fs::read(book_in(shop.path())).unwrap();
    assert!(bytes.len() >= 64 * 1024, "{}", bytes.len());
    (bytes, seen)
}

/// What a reader sees of these bytes, and whether all of them pass for whole.
fn seen(place: &std::path::Path, bytes: &[u8]) -> Result<([u8; 32], bool), Problem> {
    std::fs::write(book_in(place), bytes).unwrap();
    let book = open(place, Access::ReadOnly)?;
    let seen = try_state(&book)?;
    let whole = book
        .check()
        .is_ok_and(|report| report.is_healthy() && report.torn_free_pages == 0);
    Ok((seen, whole))
}

#[test]
fn a_flipped_byte_is_an_error_or_changes_nothing() {
    let (bytes, contents) = book();
    let place = folder();
    let mut flips = 0;
    let mut refused = 0;
    let mut damaged = bytes.clone();
    for at in (0..bytes.len()).step_by(scaled(61, 1)) {
        damaged[at] ^= 1 << (at % 8);
        flips += 1;
        match seen(place.path(), &damaged) {
            Err(_) => refused += 1,
            Ok((found, whole)) => {
                assert_eq!(found, contents, "flip at {at}");
                assert!(!whole, "the flip at {at} passes for whole");
            }
        }
        damaged[at] = bytes[at];
    }
    println!("{flips} flips: {refused} refused at once, the rest same contents and found by check");
    assert_eq!(seen(place.path(), &bytes).unwrap(), (contents, true));
}

#[test]
fn several_hits_at_once_are_no_better() {
    let (bytes, contents) = book();
    let place = folder();
    let mut dice = crate::trace::Dice::new(9);
    let hits = scaled(150, 10_000);
    for hit in 0..hits {
        let mut damaged = bytes.clone();
        for _ in 0..=dice.roll(40) {
            // Not in the salt, which the test before this one flips.
            let at = 16 + dice.roll(bytes.len() - 16);
            damaged[at] ^= u8::try_from(1 + dice.roll(255)).unwrap();
        }
        if damaged != bytes
            && let Ok((found, whole)) = seen(place.path(), &damaged)
        {
            assert_eq!(found, contents, "hit {hit}");
            assert!(!whole, "hit {hit} passes for whole");
        }
    }
    println!("{hits} hits of up to 41 bytes: none silently different");
}

#[test]
fn a_cut_book_is_never_shown_as_healthy() {
    let (bytes, _) = book();
    let place = folder();
    let mut cuts: Vec<usize> = vec![0, 1, 15, 16, 17, 4095, 4096, 4097];
    for border in (0..bytes.len()).step_by(512) {
        cuts.extend([border.saturating_sub(1), border, border + 1]);
    }
    cuts.retain(|cut| *cut < bytes.len());
    for cut in &cuts {
        let shown = seen(place.path(), &bytes[..*cut]);
        assert!(!matches!(shown, Ok((_, true))), "cut at {cut}: {shown:?}");
    }
    println!("{} cuts: none shown as healthy", cuts.len());
}
