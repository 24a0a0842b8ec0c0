//! Reads a file behind the window, again and again as the settings change; only what was asked for
//! last counts.

use std::sync::Arc;

use super::choices::countries;
use crate::domain::problem::Problem;
use crate::ui::AppContext;
use crate::workspace::import_profile::ImportProfile;
use crate::workspace::previewing::{self, FileLook};
use crate::workspace::{ImportRequest, Imported, Job, Reply};

type Asked<T> = Option<Reply<Result<T, Problem>>>;

/// What is known of a file, and what is on the way.
#[derive(Debug, Default)]
pub struct Reading {
    request: Option<ImportRequest>,
    looking: Asked<FileLook>,
    recalling: Asked<Option<ImportProfile>>,
    /// The signature of the heads whose settings were asked for.
    recalled: Option<Vec<u8>>,
    /// The signature of the heads as they were read before anything was said of the file: the
    /// next such file is read like that at first.
    first: Option<Vec<u8>>,
    counting: Option<(Job, Reply<Result<Imported, Problem>>)>,
    pub look: Option<Arc<FileLook>>,
    pub counted: Option<Arc<Imported>>,
    pub problem: Option<Problem>,
}

/// What there is to do after news came.
#[derive(Debug)]
pub enum News {
    Nothing,
    /// The file was looked into.
    Looked,
    /// Settings of the last file with the same heads.
    Recalled(Box<ImportProfile>),
}

impl Reading {
    /// Reads the file anew. What was shown stays until there is something else.
    pub fn begin(&mut self, app: &AppContext<'_>, request: ImportRequest) {
        self.stop();
        let (path, options) = (request.file.clone(), request.options.clone());
        self.request = Some(request);
        self.looking = Some(
            app.session
                .wait_for(async move { previewing::look_at(&path, &options, &countries()) }),
        );
    }

    /// Nobody waits for it any more.
    pub fn stop(&mut self) {
        if let Some((job, _)) = self.counting.take() {
            job.cancel();
        }
        self.looking = None;
        self.recalling = None;
    }

    /// Whether the numbers that are shown are older than the settings.
    pub fn is_pending(&self) -> bool {
        self.looking.is_some() || self.recalling.is_some() || self.counting.is_some()
    }

    /// The counting, to show how far it is.
    pub fn job(&self) -> Option<&Job> {
        self.counting.as_ref().map(|(job, _)| job)
    }

    /// Takes what the threads have to say.
    pub fn keep_up(&mut self, app: &AppContext<'_>) -> News {
        let mut news = News::Nothing;
        match Reply::take_from(&mut self.looking) {
            Some(Ok(look)) => {
                let is_new = self.recalled.as_ref() != Some(&look.signature);
                let signature = look.signature.clone();
                self.first.get_or_insert_with(|| signature.clone());
                self.look = Some(Arc::new(look));
                self.problem = None;
                news = News::Looked;
                if is_new && app.snapshot.book.is_some() {
                    self.recalled = Some(signature);
                    let looked = self.look.clone();
                    self.recalling = Some(app.session.call(move |workspace| {
                        looked.map_or(Ok(None), |look| workspace.profile_of(&look))
                    }));
                } else {
                    self.count(app);
                }
            }
            Some(Err(problem)) => {
                self.problem = Some(problem);
                self.counted = None;
            }
            None => {}
        }
        match Reply::take_from(&mut self.recalling) {
            Some(Ok(Some(profile))) => news = News::Recalled(Box::new(profile)),
            // Settings that cannot be read are said anew.
            Some(Ok(None) | Err(_)) => self.count(app),
            None => {}
        }
        let counted = self.counting.as_ref().and_then(|(_, reply)| reply.take());
        if let Some(counted) = counted {
            self.counting = None;
            match counted {
                Ok(imported) => self.counted = Some(Arc::new(imported)),
                Err(Problem::Cancelled) => {}
                Err(problem) => {
                    self.counted = None;
                    self.problem = Some(problem);
                }
            }
        }
        news
    }

    /// Finds out what would become of every row.
    fn count(&mut self, app: &AppContext<'_>) {
        let tells_who = (self.look.as_ref()).is_some_and(|look| look.mapping.tells_who());
        let Some(request) = self.request.clone().filter(|_| tells_who) else {
            self.counted = None;
            return;
        };
        self.counting = Some(if app.snapshot.book.is_some() {
            app.session.start_watched(move |workspace, progress| {
                workspace.preview_import(&request, progress)
            })
        } else {
            app.session
                .start_apart(move |progress| previewing::preview_alone(&request, progress))
        });
    }

    /// By what the settings of this file are remembered.
    pub fn signatures(&self) -> Vec<Vec<u8>> {
        let look = self.look.as_ref();
        let own = look.map(|look| look.signature.clone());
        let family = look.and_then(|look| look.family.clone());
        // What was said of columns by their place holds for no other file of the family.
        let is_plain = self.request.as_ref().is_some_and(|request| {
            request.options.columns.is_empty() && request.options.keep.is_empty()
        });
        let mut all: Vec<Vec<u8>> = own.into_iter().chain(self.first.clone()).collect();
        all.extend(family.filter(|_| is_plain));
        all.dedup();
        all
    }

    /// Whether a file was ever asked for.
    pub fn is_begun(&self) -> bool {
        self.request.is_some()
    }

    /// Changes what is counted next.
    pub fn retarget(&mut self, change: impl FnOnce(&mut ImportRequest)) {
        if let Some(request) = &mut self.request {
            change(request);
        }
    }

    /// What was said stays, whatever another book remembers of such files.
    pub fn keep_choices(&mut self) {
        self.recalled = self.look.as_ref().map(|look| look.signature.clone());
    }
}
