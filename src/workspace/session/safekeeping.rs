//! What the owner of the book's thread does so that nothing is lost: backups by themselves, and a look
//! at the file and its neighbours whenever a book is opened.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::desk::Desk;
use crate::book::{Backup, Book, Restored, Salt, Standing};
use crate::domain::problem::{BookProblem, FileProblem, KeyProblem, Problem};
use crate::domain::time::Millis;
use crate::workspace::backups::{folder_beside, told};
use crate::workspace::{
    Access, ConflictCopy, Progress, Remembered, Workspace, conflict_copies, now,
};

/// After so long, in milliseconds, a book that changes and stays open is backed up again.
const DAY: i64 = 86_400_000;
/// A clock that is so far behind what was seen before was put back.
const HOUR: i64 = 3_600_000;
/// Backups go to so many folders.
pub const MOST_FOLDERS: usize = 2;

/// Something the owner should know about the file that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Somebody else has it open for writing: it can only be looked at here.
    OpenElsewhere {
        host: String,
        since: Millis,
        /// Another computer has left word of it, and no program holds it now as far as can be seen.
        is_left: bool,
    },
    /// The start of the file was damaged, and was put right from a copy.
    SaltHealed,
    /// The start of the file is damaged, on media that cannot be written.
    SaltDamaged,
    /// On this computer the book has been newer by so many steps.
    OlderThanSeen { by: u64, seen: Millis },
    /// On this computer the book went another way.
    OtherThanSeen { seen: Millis },
    /// Programs that keep folders the same left copies beside it.
    ConflictCopies(Vec<ConflictCopy>),
    /// The clock is behind where it was when the book was last open.
    ClockWentBack { seen: Millis },
}

/// One folder for backups.
#[derive(Clone, Debug, Default)]
pub struct BackupFolder {
    pub path: PathBuf,
    /// The newest first; those of other books are left out, damaged ones are not.
    pub backups: Vec<Backup>,
    /// Whether the newest one holds all that the book holds now.
    pub is_current: bool,
    /// Why there is no newer one.
    pub problem: Option<Arc<Problem>>,
}

/// How safe the open book is.
#[derive(Clone, Debug, Default)]
pub struct Safety {
    pub warnings: Vec<Warning>,
    pub folders: Vec<BackupFolder>,
    /// A backup is being made or tried out.
    pub is_backing_up: bool,
    /// It is long ago that the owner looked into a backup.
    pub is_rehearsal_due: bool,
    /// By when the owner should do that once more.
    pub rehearse_by: Option<Millis>,
    /// The salt of the open book: backups under another one are of before a change of passphrase.
    pub salt: Option<[u8; 16]>,
}

impl Safety {
    /// Whether a backup opens with the passphrase of the open book.
    pub fn opens(&self, backup: &Backup) -> bool {
        (backup.manifest.as_ref()).is_none_or(|manifest| manifest.salt() == self.salt)
    }

    /// When the newest backup was made that was tried out, and whether it holds everything.
    pub fn last_backup(&self) -> Option<(Millis, bool)> {
        self.folders
            .iter()
            .filter_map(|folder| {
                let newest = folder
                    .backups
                    .iter()
                    .find_map(|backup| backup.manifest.as_ref())?;
                Some((newest.made, folder.is_current))
            })
            .max_by_key(|(made, is_current)| (*is_current, *made))
    }
}

impl Desk {
    pub(super) fn look_around(&self, workspace: &Workspace) -> Result<Vec<Warning>, Problem> {
        let book = workspace.book();
        let mut warnings = Vec::new();
        match book.found_salt() {
            Salt::Whole => {}
            Salt::Healed => warnings.push(Warning::SaltHealed),
            Salt::Damaged => warnings.push(Warning::SaltDamaged),
        }
        if let Some(known) = self.memory.of_book(&book.mark()?.book) {
            let seen = known.seen;
            match known.standing_of(book)? {
                Standing::Older { by } => warnings.push(Warning::OlderThanSeen { by, seen }),
                Standing::Diverged => warnings.push(Warning::OtherThanSeen { seen }),
                Standing::Unrelated | Standing::Same | Standing::Newer { .. } => {}
            }
            if now().0.saturating_add(HOUR) < seen.0 {
                warnings.push(Warning::ClockWentBack { seen });
            }
        }
        let copies = conflict_copies(book);
        if !copies.is_empty() {
            warnings.push(Warning::ConflictCopies(copies));
        }
        Ok(warnings)
    }

    /// Whether backups are made of what is open: not of samples, nor of what is only looked at.
    pub(super) fn keeps_backups(&self) -> bool {
        self.is_remembered
            && self
                .workspace
                .as_ref()
                .is_some_and(|workspace| workspace.book().access() == Access::ReadWrite)
    }

    pub(super) fn known(&self) -> Option<Remembered> {
        let workspace = self.workspace.as_ref()?;
        let known = self.memory.of_book(&workspace.book().mark().ok()?.book);
        Remembered::of(workspace.book(), known, now()).ok()
    }

    /// Where backups of the open book go.
    fn folders(&self) -> Vec<PathBuf> {
        let Some(workspace) = &self.workspace else {
            return Vec::new();
        };
        match self.known() {
            Some(known) if !known.folders.is_empty() => known.folders,
            _ => vec![folder_beside(workspace.book().path())],
        }
    }

    /// Looks into the folders again.
    pub(super) fn look_for_backups(&mut self) {
        if !self.is_remembered {
            return;
        }
        let folders = self.folders();
        let Some(workspace) = &self.workspace else {
            return;
        };
        let Ok(mark) = workspace.book().mark() else {
            return;
        };
        let beside = folder_beside(workspace.book().path());
        self.safety.salt = workspace.book().key_salt();
        let rehearse_by = self.known().map(|known| known.rehearse_by());
        self.safety.is_rehearsal_due = rehearse_by.is_some_and(|by| by <= now());
        self.safety.rehearse_by = rehearse_by;
        self.safety.folders = folders
            .into_iter()
            .map(|path| {
                let found = Backup::all_in(&path);
                let backups: Vec<Backup> = found
                    .as_ref()
                    .map(|found| {
                        let is_ours = |backup: &&Backup| {
                            let manifest = backup.manifest.as_ref();
                            manifest.is_none_or(|manifest| manifest.book == mark.book)
                        };
                        found.iter().filter(is_ours).cloned().collect()
                    })
                    .unwrap_or_default();
                let newest = backups.iter().find_map(|backup| backup.manifest.as_ref());
                BackupFolder {
                    is_current: newest.is_some_and(|manifest| mark.is_in(manifest)),
                    // The folder beside the book is made with the first backup.
                    problem: found
                        .err()
                        .filter(|problem| path != beside || !is_missing(problem))
                        .map(Arc::new),
                    path,
                    backups,
                }
            })
            .collect();
        self.say_safety();
    }

    /// Makes backups in every folder that lacks what the book holds now; in all of them when it
    /// was asked for. The book may change again once the copies are made; they are tried out
    /// behind that.
    pub(super) fn back_up(&mut self, was_asked_for: bool) {
        if !was_asked_for && !self.keeps_backups() {
            return;
        }
        self.finish_backups();
        let Some(workspace) = &self.workspace else {
            return;
        };
        let beside = folder_beside(workspace.book().path());
        let mut snapshots = Vec::new();
        for folder in &mut self.safety.folders {
            if folder.is_current && !was_asked_for {
                continue;
            }
            let named = (folder.path != beside).then_some(folder.path.as_path());
            match workspace.snapshot(named) {
                Ok(snapshot) => snapshots.push((folder.path.clone(), snapshot)),
                Err(problem) => folder.problem = Some(Arc::new(problem)),
            }
        }
        self.backed_up = now();
        if snapshots.is_empty() {
            self.say_safety();
            return;
        }
        self.safety.is_backing_up = true;
        self.say_safety();
        self.trials = std::thread::Builder::new()
            .name("haobu backup".to_owned())
            .spawn(self.behind(move || {
                snapshots
                    .into_iter()
                    .map(|(folder, snapshot)| (folder, snapshot.finish(&|_| true)))
                    .collect()
            }))
            .ok();
    }

    /// Waits until backups that are being tried out have their names.
    pub(super) fn finish_backups(&mut self) {
        let Some(outcomes) = self.trials.take().and_then(|trials| trials.join().ok()) else {
            return;
        };
        self.safety.is_backing_up = false;
        let failed: Vec<(PathBuf, Problem)> = outcomes
            .into_iter()
            .filter_map(|(folder, outcome)| Some((folder, outcome.err()?)))
            .collect();
        self.look_for_backups();
        for (path, problem) in failed {
            let folder = self
                .safety
                .folders
                .iter_mut()
                .find(|folder| folder.path == path);
            if let Some(folder) = folder {
                folder.problem = Some(Arc::new(problem));
            }
        }
        self.say_safety();
    }

    /// After each command that wrote: what backups held is no longer all there is.
    pub(super) fn outdate_backups(&mut self) {
        if !self.keeps_backups() {
            return;
        }
        for folder in &mut self.safety.folders {
            folder.is_current = false;
        }
        self.say_safety();
        if now().0.abs_diff(self.backed_up.0) >= DAY.unsigned_abs() {
            self.back_up(false);
        }
    }

    /// Before the book is closed: a last backup, and what is to be remembered.
    pub(super) fn keep_safe(&mut self) {
        self.finish_backups();
        if self.keeps_backups() {
            self.back_up(false);
            self.finish_backups();
            if let Some(known) = self.known() {
                // What cannot be remembered only costs a warning later.
                self.memory.keep(known).ok();
            }
        }
        self.is_remembered = false;
        self.safety = Safety::default();
        self.say_safety();
    }

    /// Puts the book of a backup in the place of the open one, or, when it is the backup that is
    /// open, where the book was seen last. The book of now is backed up before and kept beside.
    pub(super) fn restore(
        &mut self,
        backup: &Path,
        progress: &dyn Progress,
    ) -> Result<Restored, Problem> {
        let book = self.workspace.as_ref().ok_or(BookProblem::Closed)?.book();
        let key = book.shared_key().ok_or(BookProblem::Closed)?;
        let (opened, was_backup) = (book.path().to_owned(), book.is_backup());
        let target = if was_backup {
            let known = self.memory.of_book(&book.mark()?.book);
            known.ok_or(BookProblem::NoPlace)?.path
        } else {
            opened.clone()
        };
        if Backup::salt(backup)? != *key.salt() {
            return Err(KeyProblem::EarlierKey.into());
        }
        self.close();
        let restored =
            Backup::restore(backup, &key, &target, false, &|share| told(progress, share));
        // Whatever came of it, a book is at that place, which may have another key than the backup.
        let (path, access) = if restored.is_err() && was_backup {
            (opened, Access::ReadOnly)
        } else {
            (target, Access::ReadWrite)
        };
        let book = match (Book::open_with_key(&path, &key, access), &restored) {
            (Err(_), Err(_)) => return restored,
            (book, _) => book?,
        };
        self.take_over(Workspace::over(book)?);
        self.is_remembered = self.memory.remembers();
        if restored.is_ok() {
            // What it is now is what the owner wanted, though it is older than what was seen.
            self.remember(|known| known.rehearsed = now())?;
        }
        self.look_for_backups();
        restored
    }

    /// Changes what is remembered of the open book, and looks into its folders again.
    pub(super) fn remember(&mut self, change: impl FnOnce(&mut Remembered)) -> Result<(), Problem> {
        let mut known = self.known().ok_or(BookProblem::Closed)?;
        change(&mut known);
        known.folders.truncate(MOST_FOLDERS);
        self.memory.keep(known)?;
        self.look_for_backups();
        Ok(())
    }
}

fn is_missing(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::File {
            kind: FileProblem::Missing,
            ..
        }
    )
}
