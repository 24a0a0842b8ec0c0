//! The keyring of the system, which may be absent, locked, slow or lying: whatever it does, there is
//! an answer in time.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use keyring::{Entry, Error};
use zeroize::Zeroizing;

use crate::domain::problem::KeyProblem;

/// Longer is nobody kept waiting; together with what follows it is less than 3 s.
const PATIENCE: Duration = Duration::from_millis(2_500);

/// Under this name the system lists what is kept.
const SERVICE: &str = "haobu";

/// Keeps short secrets by name.
pub trait Keyring: Send + Sync {
    /// Keeps a secret and reads it back.
    ///
    /// # Errors
    /// Why it is not kept.
    fn set(&self, name: &str, secret: &str) -> Result<(), KeyProblem>;

    /// What is kept under a name.
    ///
    /// # Errors
    /// [`KeyProblem::NotRemembered`] when nothing is, or why that cannot be told.
    fn get(&self, name: &str) -> Result<Zeroizing<String>, KeyProblem>;

    /// Keeps nothing under that name any more.
    ///
    /// # Errors
    /// As [`Keyring::get`].
    fn remove(&self, name: &str) -> Result<(), KeyProblem>;
}

/// The one of the account.
#[derive(Clone, Copy, Debug)]
pub struct SystemKeyring;

/// A question that was never answered still has its thread; no second one is spent on it.
static IS_STUCK: AtomicBool = AtomicBool::new(false);

impl Keyring for SystemKeyring {
    fn set(&self, name: &str, secret: &str) -> Result<(), KeyProblem> {
        let secret = Zeroizing::new(secret.to_owned());
        ask(name, move |entry| {
            entry.set_password(&secret)?;
            let kept = Zeroizing::new(entry.get_password()?);
            if *kept == *secret {
                Ok(())
            } else {
                Err(Error::NoEntry)
            }
        })
    }

    fn get(&self, name: &str) -> Result<Zeroizing<String>, KeyProblem> {
        ask(name, |entry| entry.get_password().map(Zeroizing::new))
    }

    fn remove(&self, name: &str) -> Result<(), KeyProblem> {
        ask(name, Entry::delete_credential)
    }
}

/// Asks on a thread of its own. Should the libraries panic over what the keyring says, that thread
/// ends, and nothing else.
fn ask<T: Send + 'static>(
    name: &str,
    question: impl FnOnce(&Entry) -> Result<T, Error> + Send + 'static,
) -> Result<T, KeyProblem> {
    if IS_STUCK.swap(true, Ordering::AcqRel) {
        return Err(KeyProblem::KeyringSlow);
    }
    let (answer, answered) = channel();
    let name = name.to_owned();
    let started = std::thread::Builder::new()
        .name("haobu keyring".to_owned())
        .spawn(move || {
            let freed = Freed;
            let outcome = Entry::new(SERVICE, &name).and_then(|entry| question(&entry));
            // Before the answer: the next question may follow at once.
            drop(freed);
            // Nobody may be waiting any more.
            answer.send(outcome).ok();
        });
    if started.is_err() {
        IS_STUCK.store(false, Ordering::Release);
        return Err(KeyProblem::NoKeyring);
    }
    match answered.recv_timeout(PATIENCE) {
        Ok(outcome) => outcome.map_err(|error| problem(&error)),
        Err(RecvTimeoutError::Timeout) => Err(KeyProblem::KeyringSlow),
        Err(RecvTimeoutError::Disconnected) => Err(KeyProblem::NoKeyring),
    }
}

/// The thread has ended, however.
struct Freed;

impl Drop for Freed {
    fn drop(&mut self) {
        IS_STUCK.store(false, Ordering::Release);
    }
}

/// The error's text is dropped: it may quote what was asked.
fn problem(error: &Error) -> KeyProblem {
    match error {
        Error::NoEntry | Error::BadEncoding(_) | Error::Ambiguous(_) => KeyProblem::NotRemembered,
        Error::NoStorageAccess(_) => KeyProblem::KeyringLocked,
        _ => KeyProblem::NoKeyring,
    }
}
