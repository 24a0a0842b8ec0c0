//! What becomes of a file that has arrived: brought in, waits for the owner, or failed.

use std::path::{Path, PathBuf};

use super::details::{Counted, WatchEnd, WatchReport};
use super::folder::Arrival;
use crate::book::{NewWatched, Tx};
use crate::domain::listing::SourceKind;
use crate::domain::phone::Region;
use crate::domain::problem::{FileFault, ImportProblem, Problem, RejectReason};
use crate::domain::watch::{WaitReason, WatchOutcome};
use crate::import::{Buckets, FileLeftOut, ImportFile, ImportOptions};
use crate::workspace::import_profile::ImportProfile;
use crate::workspace::importing::{ImportRequest, Watch};
use crate::workspace::previewing::{FileLook, look_at};
use crate::workspace::{Progress, Workspace, now};

/// How files come in.
#[derive(Clone, Debug)]
pub enum Terms {
    /// As the owner said about the last file with the same heads; people come from a source of
    /// this name where nothing else was said.
    Remembered { source: String },
    /// All of them like this.
    Given {
        options: Box<ImportOptions>,
        source: String,
    },
}

/// Whether anything is left to do with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dealt {
    No,
    /// The owner is waited for.
    Waits,
    /// It came in, failed, or is not wanted.
    Done,
}

/// What a look into a file told, without a book.
#[derive(Clone, Debug)]
pub struct Examined {
    /// Nothing where the file is at fault.
    look: Result<FileLook, FileFault>,
}

/// Looks into a file as far as is needed to know how such files come in.
///
/// # Errors
/// What would be the same with every file.
pub fn examine(path: &Path, terms: &Terms, home: Region) -> Result<Examined, Problem> {
    let options = match terms {
        Terms::Remembered { .. } => ImportOptions::new(home, SourceKind::Other),
        Terms::Given { options, .. } => (**options).clone(),
    };
    let look = match look_at(path, &options, &[]) {
        Ok(look) => Ok(look),
        Err(problem) => Err(FileFault::of(problem)?),
    };
    Ok(Examined { look })
}

impl Workspace {
    /// Whether a file with these bytes was dealt with before, here or on another computer.
    ///
    /// # Errors
    /// What the book says.
    pub fn dealt_with(&self, hash: &[u8]) -> Result<Dealt, Problem> {
        let outcome = self.book.watched(hash)?.map(|file| file.outcome);
        let is_open = matches!(outcome, None | Some(WatchOutcome::Waiting));
        // Rows of it are in the book, whoever brought them.
        Ok(if !is_open || self.book.has_batch_of(hash)? {
            Dealt::Done
        } else if outcome.is_some() {
            Dealt::Waits
        } else {
            Dealt::No
        })
    }

    /// Brings a file in that arrived, if it is known how. What became of it is kept in the same
    /// moment.
    ///
    /// # Errors
    /// [`Problem::Cancelled`]; [`ImportProblem::Changed`] where it was written to meanwhile; what
    /// the book says. Nothing was done or kept then.
    pub fn receive(
        &mut self,
        arrival: &Arrival,
        examined: &Examined,
        terms: &Terms,
        progress: &dyn Progress,
    ) -> Result<WatchReport, Problem> {
        match self.request_for(arrival, examined, terms)? {
            Ok(request) => match self.receive_known(arrival, &request, progress) {
                Ok(report) => Ok(report),
                Err(Problem::Import(ImportProblem::Changed)) => Err(ImportProblem::Changed.into()),
                // Half of a file may look like a damaged one.
                Err(problem) => {
                    let fault = FileFault::of(problem)?;
                    arrival.must_be_unchanged()?;
                    self.keep(arrival, &WatchEnd::Failed(fault))
                }
            },
            Err(end) => {
                arrival.must_be_unchanged()?;
                self.keep(arrival, &end)
            }
        }
    }

    /// How the file comes in, or why it does not.
    fn request_for(
        &self,
        arrival: &Arrival,
        examined: &Examined,
        terms: &Terms,
    ) -> Result<Result<ImportRequest, WatchEnd>, Problem> {
        let waits = |why| Ok(Err(WatchEnd::Waiting(why)));
        let look = match &examined.look {
            Ok(look) => look,
            Err(fault) => return Ok(Err(WatchEnd::Failed(fault.clone()))),
        };
        if look.is_marked {
            return waits(WaitReason::EditedList);
        }
        let (options, source) = match terms {
            Terms::Given { options, source } if look.mapping.tells_who() => {
                ((**options).clone(), source.clone())
            }
            Terms::Given { .. } => return waits(WaitReason::NoSettings),
            Terms::Remembered { source } => {
                let profile = match self.profile_of(look)? {
                    Some(profile) => profile,
                    None if look.has_header => return waits(WaitReason::NoSettings),
                    None => return waits(WaitReason::NoHeads),
                };
                // Of files without heads no two need be alike, whatever is remembered of one.
                if !look.has_header {
                    return waits(WaitReason::NoHeads);
                }
                if !profile.holds_for_others() {
                    return waits(WaitReason::ProofDay);
                }
                let said = profile.source.trim();
                let source = if said.is_empty() { source } else { said }.to_owned();
                (profile.options, source)
            }
        };
        Ok(Ok(ImportRequest {
            file: arrival.path.clone(),
            options,
            source,
            rejects: None,
            rehearsal: false,
        }))
    }

    /// What is remembered of files like this one.
    ///
    /// # Errors
    /// What the book says.
    pub fn profile_of(&self, look: &FileLook) -> Result<Option<ImportProfile>, Problem> {
        match (self.import_profile(&look.signature)?, &look.family) {
            (None, Some(family)) => self.import_profile(family),
            (found, _) => Ok(found),
        }
    }

    fn receive_known(
        &mut self,
        arrival: &Arrival,
        request: &ImportRequest,
        progress: &dyn Progress,
    ) -> Result<WatchReport, Problem> {
        let watch = Watch {
            arrival: Some(arrival.clone()),
            ..Watch::default()
        };
        self.import_watched(request, &watch, progress)?;
        self.newest_report(&arrival.hash)
    }

    /// Keeps what became of a file that changed nothing, unless that is known already or may be
    /// otherwise the next time.
    fn keep(&mut self, arrival: &Arrival, end: &WatchEnd) -> Result<WatchReport, Problem> {
        // What the system has against a file today need not be so tomorrow.
        if let WatchEnd::Failed(FileFault::File(_)) = end {
            return Ok(WatchReport {
                at: now(),
                file_name: arrival.name.clone(),
                hash: arrival.hash.clone(),
                op: None,
                is_undone: false,
                end: end.clone(),
            });
        }
        let known = self.book.watched(&arrival.hash)?.map(WatchReport::of);
        if let Some(known) = known
            && known.end == *end
        {
            return Ok(known);
        }
        self.note_file(&NewWatched {
            file_name: &arrival.name,
            hash: &arrival.hash,
            outcome: end.outcome(),
            details: &end.to_text(),
        })?;
        self.newest_report(&arrival.hash)
    }

    fn newest_report(&self, hash: &[u8]) -> Result<WatchReport, Problem> {
        let kept = self.book.watched(hash)?;
        kept.map(WatchReport::of)
            .ok_or_else(|| crate::domain::problem::BookProblem::NoSuchRow.into())
    }
}

impl Arrival {
    /// Keeps in the transaction of an import that this file brought it.
    pub(in crate::workspace) fn keep(
        &self,
        tx: &mut Tx<'_>,
        buckets: Buckets,
        set_aside: &[(u32, RejectReason)],
        left_out: &[FileLeftOut],
    ) -> Result<(), Problem> {
        let end = WatchEnd::Imported(Counted::new(buckets, set_aside, left_out));
        tx.keep_watched(&NewWatched {
            file_name: &self.name,
            hash: &self.hash,
            outcome: end.outcome(),
            details: &end.to_text(),
        })
    }
}

/// Files that the owner brings in, file in hand: a watched folder leaves them alone from then on.
#[derive(Clone, Debug, Default)]
pub(in crate::workspace) struct ByHand {
    files: Vec<(String, Vec<u8>, Buckets)>,
}

impl ByHand {
    /// Every file that rows come from.
    pub(in crate::workspace) fn of(
        file: &ImportFile,
        without: &[String],
        report: &crate::import::Report,
    ) -> Result<Self, Problem> {
        let mut files = Vec::new();
        if report.parts.is_empty() {
            files.push((file.name_of(0), file.hash(0)?, report.buckets));
            return Ok(Self { files });
        }
        for (place, part) in report.parts.iter().enumerate() {
            if !without.contains(&part.name) {
                files.push((part.name.clone(), file.hash(place)?, part.buckets));
            }
        }
        // An archive is a file itself.
        let path: PathBuf = file.path().to_owned();
        if path.is_file() {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let whole = Arrival::of_file(&path, name.into_owned())?;
            files.push((whole.name, whole.hash, report.buckets));
        }
        Ok(Self { files })
    }

    /// Whether one of them waits for the owner.
    pub(in crate::workspace) fn is_waited_for(
        &self,
        workspace: &Workspace,
    ) -> Result<bool, Problem> {
        for (_, hash, _) in &self.files {
            if workspace.dealt_with(hash)? == Dealt::Waits {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Keeps in the transaction of an import that the owner brought these files in.
pub(in crate::workspace) fn note_by_hand(tx: &mut Tx<'_>, files: &ByHand) -> Result<(), Problem> {
    for (name, hash, buckets) in &files.files {
        let end = WatchEnd::ByHand(Counted::new(*buckets, &[], &[]));
        tx.keep_watched(&NewWatched {
            file_name: name,
            hash,
            outcome: end.outcome(),
            details: &end.to_text(),
        })?;
    }
    Ok(())
}
