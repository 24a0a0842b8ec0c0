//! Which backups stay: the newest, then one a week, then one a month.

use std::collections::BTreeSet;
use std::path::Path;

use super::Backup;
use crate::book::files;
use crate::domain::problem::Problem;
use crate::domain::time::Millis;

/// So many of the newest stay, whatever the clock says.
const RECENT: usize = 7;
const WEEKLY: usize = 4;
const MONTHLY: usize = 12;

/// Removes what is no longer needed of one book's backups in a folder, never `newest`.
pub(super) fn prune(folder: &Path, book: &str, newest: &Path) -> Result<(), Problem> {
    let found = Backup::of_book(folder, book)?;
    let ages: Vec<(u64, Millis)> = found
        .iter()
        .map(|(_, manifest)| (manifest.number, manifest.made))
        .collect();
    let stays = staying(&ages);
    let mut removed = false;
    for (path, manifest) in &found {
        if !stays.contains(&manifest.number) && path != newest {
            files::remove(path)?;
            removed = true;
        }
    }
    if removed {
        files::sync_folder_of(newest)?;
    }
    Ok(())
}

/// The numbers that stay of these backups, given the newest first.
fn staying(backups: &[(u64, Millis)]) -> BTreeSet<u64> {
    let (recent, older) = backups.split_at(backups.len().min(RECENT));
    let mut stays: BTreeSet<u64> = recent.iter().map(|(number, _)| *number).collect();
    let mut spread = |most: usize, period: fn(Millis) -> i64| {
        let mut seen = BTreeSet::new();
        for (number, made) in older {
            if seen.len() == most {
                break;
            }
            if seen.insert(period(*made)) {
                stays.insert(*number);
            }
        }
    };
    spread(WEEKLY, week);
    spread(MONTHLY, month);
    stays
}

fn week(made: Millis) -> i64 {
    i64::from(made.day().0).div_euclid(7)
}

fn month(made: Millis) -> i64 {
    let date = made.day().to_date();
    i64::from(date.year()) * 12 + i64::from(date.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400_000;
    const START: i64 = 1_760_000_000_000;

    /// Backups 1 to `last`, made on these days; the newest first.
    fn made(last: u64, day: impl Fn(u64) -> i64) -> Vec<(u64, Millis)> {
        (1..=last)
            .rev()
            .map(|number| (number, Millis(START + day(number) * DAY)))
            .collect()
    }

    fn days(number: u64) -> i64 {
        i64::try_from(number).unwrap_or(0)
    }

    #[test]
    fn a_year_of_daily_backups_thins_out() {
        let stays = staying(&made(700, days));
        let newest: Vec<u64> = stays.iter().rev().take(RECENT).copied().collect();
        assert_eq!(newest, (694..=700).rev().collect::<Vec<_>>());
        // The month's and the week's newest may be the same one.
        assert!((RECENT + MONTHLY..=RECENT + WEEKLY + MONTHLY).contains(&stays.len()));
        let oldest = stays.first().copied().unwrap_or(0);
        // The newest of the twelfth month back is eleven to twelve months old.
        assert!((304..=372).contains(&(700 - oldest)), "{oldest}");
    }

    #[test]
    fn the_newest_stay_whatever_the_clock_says() {
        let check = |backups: &[(u64, Millis)]| {
            let stays = staying(backups);
            for (number, _) in backups.iter().take(RECENT) {
                assert!(stays.contains(number), "{number} of {backups:?}");
            }
            assert!(stays.len() >= backups.len().min(5));
        };
        check(&made(3, days));
        check(&made(50, |_| 0));
        check(&made(50, |number| -days(number)));
        check(&made(50, |number| if number > 25 { -3_650 } else { 3_650 }));
    }
}
