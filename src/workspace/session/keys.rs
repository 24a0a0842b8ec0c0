//! Ways to the key that the owner of the book's thread goes: the passphrase, what this computer
//! remembers, the recovery code, and another passphrase.

use std::path::{Path, PathBuf};

use super::desk::Desk;
use super::{Job, Reply, Session, Warning, reply};
use crate::book::Book;
use crate::domain::problem::{BookProblem, KeyProblem, Problem};
use crate::workspace::backups::salts;
use crate::workspace::keys::{KeyChange, KeyStore, RecoveryCode, is_remembered};
use crate::workspace::passphrase::Grade;
use crate::workspace::{Access, Passphrase, Progress as _, Remembered, Workspace};

/// A way to open the book at a path, with what is known of it.
pub(super) type Opener<'a> =
    dyn Fn(&Path, Access, Option<&Remembered>) -> Result<Workspace, Problem> + 'a;

/// A change of passphrase that somebody asks for.
#[derive(Debug)]
pub struct KeyRequest {
    /// The one there is, where it is known.
    pub present: Option<Passphrase>,
    pub new: Passphrase,
    /// Whether guessing it is to be more costly than now.
    pub is_harder: bool,
    /// How strong the new one was found.
    pub grade: Option<Grade>,
}

impl Session {
    /// Whether this computer remembers the key of the book at `path`. Asked in turn: nobody may
    /// touch the file of a book that is open, which would drop its locks.
    pub fn is_remembered(&self, path: &Path, keys: KeyStore) -> Reply<bool> {
        let (to, answer) = reply();
        let path = path.to_owned();
        self.worker.send(move |desk| {
            let known = desk.memory.at_path(&path);
            to.send(is_remembered(&path, &keys, known.as_ref()));
        });
        answer
    }

    /// Opens a book with the key that this computer remembers, as [`Session::open`].
    pub fn open_remembered(&self, path: &Path, keys: KeyStore) -> Reply<Result<(), Problem>> {
        self.open_own(path, move |path, access, known| {
            Workspace::open_remembered(path, &keys, access, known)
        })
    }

    /// Opens a book with its recovery code, for writing, as [`Session::open`].
    pub fn recover(
        &self,
        path: &Path,
        code: RecoveryCode,
        from: Option<PathBuf>,
        keys: KeyStore,
    ) -> Reply<Result<(), Problem>> {
        self.open_own(path, move |path, access, known| match access {
            Access::ReadWrite => Workspace::recover(path, &code, from.as_deref(), &keys, known),
            // Another passphrase is chosen right after, which has to be written.
            Access::ReadOnly => Err(BookProblem::ReadOnly.into()),
        })
    }

    /// Opens the book, which is looked at because another computer has left word that it is open
    /// there, for writing: somebody knows better.
    pub fn forget_other_computer(&self) -> Reply<Result<(), Problem>> {
        let (to, answer) = reply();
        self.worker.send(move |desk| {
            let opened = desk.take_back();
            desk.answer_and_load(to, opened);
        });
        answer
    }

    fn open_own(
        &self,
        path: &Path,
        open: impl Fn(&Path, Access, Option<&Remembered>) -> Result<Workspace, Problem> + Send + 'static,
    ) -> Reply<Result<(), Problem>> {
        let (to, answer) = reply();
        let path = path.to_owned();
        self.worker.send(move |desk| {
            let opened = desk.open_by(&path, &open);
            desk.answer_and_load(to, opened);
        });
        answer
    }

    /// Gives the open book another passphrase: backed up before, when something was changed since
    /// the last backup, and right after in any case, since older backups open with the older one.
    pub fn change_passphrase(
        &self,
        request: KeyRequest,
        keys: KeyStore,
    ) -> (Job, Reply<Result<KeyChange, Problem>>) {
        let (to, answer) = reply();
        let job = Job::new();
        let watched = job.clone();
        self.worker.send(move |desk| {
            let before = desk.salt();
            let reporter = desk.begin(&job);
            let mut outcome = desk.with(|workspace| match &request.present {
                _ if !reporter.at(0, None) => Err(Problem::Cancelled),
                Some(present) if !workspace.is_passphrase(present)? => {
                    Err(BookProblem::WrongPassphraseOrDamaged.into())
                }
                _ => Ok(None),
            });
            if outcome.is_ok() {
                desk.back_up(false);
                outcome = desk.with(|workspace| {
                    let mut profile = workspace.profile();
                    if request.is_harder {
                        profile = profile.harder();
                    }
                    let new = &request.new;
                    let change = workspace.change_passphrase(new, profile, &keys, &reporter)?;
                    if let Some(grade) = request.grade {
                        // Costs no more than a line of the checklist.
                        workspace.note_grade(grade).ok();
                    }
                    Ok(Some(change))
                });
            }
            desk.end();
            // It may be changed in spite of an error.
            if desk.salt() != before {
                desk.follow_key();
            }
            let changed = outcome.and_then(|change| change.ok_or(Problem::Cancelled));
            to.send(changed);
        });
        (watched, answer)
    }
}

impl Desk {
    /// Opens a book knowing what this computer remembers of it: for reading where it cannot be
    /// written, or somebody else writes to it.
    pub(super) fn open_best(
        &self,
        path: &Path,
        open: &Opener<'_>,
    ) -> Result<(Workspace, Vec<Warning>), Problem> {
        let known = self.memory.at_path(path);
        let open = |access| open(path, access, known.as_ref());
        let mut warnings = Vec::new();
        let workspace = match open(Access::ReadWrite) {
            Err(Problem::Book(BookProblem::ReadOnly | BookProblem::IsBackup)) => {
                open(Access::ReadOnly)
            }
            Err(Problem::Book(BookProblem::OpenElsewhere { host, since })) => {
                // A program that runs holds the lock, wherever it runs; a file alone may be old.
                let is_left = !Book::is_held(path);
                warnings.push(Warning::OpenElsewhere {
                    host,
                    since,
                    is_left,
                });
                open(Access::ReadOnly)
            }
            Err(Problem::Book(BookProblem::WrongPassphraseOrDamaged))
                if known.as_ref().is_some_and(|known| is_earlier(path, known)) =>
            {
                Err(KeyProblem::EarlierKey.into())
            }
            opened => opened,
        }?;
        warnings.extend(self.look_around(&workspace)?);
        Ok((workspace, warnings))
    }

    fn take_back(&mut self) -> Result<(), Problem> {
        let book = self.workspace.as_ref().ok_or(BookProblem::Closed)?.book();
        let key = book.shared_key().ok_or(BookProblem::Closed)?;
        let path = book.path().to_owned();
        Book::forget_other_computer(&path)?;
        self.open_by(&path, &|path, access, _| {
            Workspace::open_keyed(path, &key, access)
        })
    }

    fn salt(&self) -> Option<[u8; 16]> {
        self.workspace.as_ref()?.book().key_salt()
    }

    /// After a change of key: what this computer remembers of the book, and its backups, follow.
    fn follow_key(&mut self) {
        if self.keeps_backups() {
            // What cannot be remembered only costs a warning later.
            self.remember(|_| ()).ok();
            self.back_up(true);
        }
    }
}

/// Whether the file at `path` is of before the last change of passphrase that this computer saw.
fn is_earlier(path: &Path, known: &Remembered) -> bool {
    Book::salt(path)
        .is_ok_and(|own| known.salt.as_slice() != own && salts(path, Some(known)).contains(&own))
}
