//! Remembering a key on this computer: whatever the keyring does, the passphrase is asked for within
//! three seconds and still opens the book, and nothing crashes.
//!
//! Each kind of keyring is a session bus of its own, in which a worker process does as the window
//! does. Needs the packages `dbus` and `gnome-keyring`.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use haobu::book::{Book, KdfProfile, Key, Passphrase};
use haobu::domain::problem::{KeyProblem, Problem};
use haobu::domain::time::Millis;
use haobu::workspace::keys::{KeyStore, Keyring, SystemKeyring};
use haobu::workspace::{Access, Unwatched, Workspace};
use zeroize::Zeroizing;

const PASSPHRASE: &str = "correct horse 电池 staple";
/// Nobody waits longer for a keyring.
const LONGEST: Duration = Duration::from_secs(3);
/// A session bus that starts nothing by itself, whatever is installed.
const BUS: &str = r#"<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"#;
/// Starts the keyring, unlocked, then the worker.
const KEYRING: &str = "printf keyring | gnome-keyring-daemon --unlock --components=secrets \
                       >/dev/null 2>&1; exec \"$0\" \"$@\"";

fn passphrase() -> Passphrase {
    Passphrase::new(PASSPHRASE).unwrap()
}

fn book(folder: &Path) -> PathBuf {
    let path = folder.join("shop.haobu");
    let key = Key::create(&passphrase(), KdfProfile::Small).unwrap();
    Book::create(&path, &key, Millis(1)).unwrap();
    path
}

fn open(path: &Path) -> Workspace {
    Workspace::open(path, &passphrase(), Access::ReadWrite).unwrap()
}

/// How opening with what is remembered ends; it has to end in time.
fn open_remembered(path: &Path, store: &KeyStore) -> Result<(), KeyProblem> {
    let started = Instant::now();
    let opened = Workspace::open_remembered(path, store, Access::ReadWrite, None);
    assert!(started.elapsed() < LONGEST, "{:?}", started.elapsed());
    match opened {
        Ok(_) => Ok(()),
        Err(Problem::Key(problem)) => Err(problem),
        Err(other) => panic!("{other:?}"),
    }
}

fn remember(path: &Path, store: &KeyStore) -> Result<(), KeyProblem> {
    let workspace = open(path);
    let started = Instant::now();
    let remembered = workspace.set_remembered(true, store);
    assert!(started.elapsed() < LONGEST, "{:?}", started.elapsed());
    assert_eq!(workspace.is_remembered(store), remembered.is_ok());
    match remembered {
        Ok(()) => Ok(()),
        Err(Problem::Key(problem)) => Err(problem),
        Err(other) => panic!("{other:?}"),
    }
}

/// Not a test of its own: what is done inside a session.
#[test]
fn worker() {
    let Ok(case) = std::env::var("HAOBU_KEYRING_CASE") else {
        return;
    };
    let folder = PathBuf::from(std::env::var_os("HAOBU_KEYRING_FOLDER").unwrap());
    let path = book(&folder);
    let store = KeyStore::at(folder.join("keys"), Arc::new(SystemKeyring));
    let unknown = Err(KeyProblem::NotRemembered);
    assert_eq!(open_remembered(&path, &store), unknown);
    match case.as_str() {
        "absent" => {
            assert_eq!(remember(&path, &store), Err(KeyProblem::NoKeyring));
            assert_eq!(open_remembered(&path, &store), unknown);
        }
        "unlocked" => unlocked(&path, &store),
        "locked" => locked(&path, &store),
        "hanging" => hanging(&path, &store),
        other => panic!("{other}"),
    }
    // The passphrase always works.
    drop(open(&path));
    println!("worker is done");
}

fn unlocked(path: &Path, store: &KeyStore) {
    assert_eq!(remember(path, store), Ok(()));
    assert_eq!(open_remembered(path, store), Ok(()));
    // Remembering follows the passphrase, and older keys are forgotten.
    let old = Book::salt(path).unwrap();
    let mut workspace = open(path);
    let change = workspace
        .change_passphrase(&passphrase(), KdfProfile::Small, store, &Unwatched)
        .unwrap();
    assert!(change.is_remembered);
    drop(workspace);
    assert_eq!(open_remembered(path, store), Ok(()));
    assert!(!store.is_remembered(&old));
    let name = |salt: [u8; 16]| {
        use std::fmt::Write as _;
        salt.iter().fold(String::new(), |mut text, byte| {
            write!(text, "{byte:02x}").unwrap();
            text
        })
    };
    let new = Book::salt(path).unwrap();
    let gone = Err(KeyProblem::NotRemembered);
    assert_eq!(SystemKeyring.get(&name(old)).map(drop), gone);
    assert_eq!(SystemKeyring.get(&name(new)).map(drop), Ok(()));
    // One click forgets, and leaves no trace in the keyring.
    open(path).set_remembered(false, store).unwrap();
    assert_eq!(open_remembered(path, store), gone);
    assert_eq!(SystemKeyring.get(&name(new)).map(drop), gone);
}

fn locked(path: &Path, store: &KeyStore) {
    assert_eq!(remember(path, store), Ok(()));
    let bus = zbus::blocking::Connection::session().unwrap();
    let service = |method: &str, body: &[zbus::zvariant::ObjectPath<'_>]| {
        bus.call_method(
            Some("org.freedesktop.secrets"),
            "/org/freedesktop/secrets",
            Some("org.freedesktop.Secret.Service"),
            method,
            &body,
        )
    };
    let login = "/org/freedesktop/secrets/collection/login"
        .try_into()
        .unwrap();
    service("Lock", &[login]).unwrap();
    let opened = open_remembered(path, store);
    assert!(
        matches!(
            opened,
            Err(KeyProblem::KeyringLocked | KeyProblem::KeyringSlow | KeyProblem::NoKeyring)
        ),
        "{opened:?}"
    );
    // Forgetting works all the same: the sealed key is gone.
    open(path).set_remembered(false, store).unwrap();
    assert_eq!(open_remembered(path, store), Err(KeyProblem::NotRemembered));
}

fn hanging(path: &Path, store: &KeyStore) {
    // A service that has the name and never answers.
    let service = zbus::blocking::Connection::session().unwrap();
    service.request_name("org.freedesktop.secrets").unwrap();
    assert_eq!(remember(path, store), Err(KeyProblem::KeyringSlow));
    // A second question does not wait for what hangs already.
    let started = Instant::now();
    assert_eq!(remember(path, store), Err(KeyProblem::KeyringSlow));
    assert!(started.elapsed() < LONGEST);
    drop(service);
}

fn session(case: &str, start: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let bus = folder.path().join("bus.conf");
    std::fs::write(&bus, BUS).unwrap();
    let runtime = folder.path().join("run");
    std::fs::create_dir(&runtime).unwrap();
    let private = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    std::fs::set_permissions(&runtime, private).unwrap();
    let mut command = if start.is_empty() {
        Command::new(std::env::current_exe().unwrap())
    } else {
        let mut command = Command::new("dbus-run-session");
        command
            .arg("--config-file")
            .arg(&bus)
            .arg("--")
            .args(start.iter().skip(1));
        command.arg(std::env::current_exe().unwrap());
        command
    };
    let output = command
        .args(["--exact", "worker", "--nocapture"])
        .env("HAOBU_KEYRING_CASE", case)
        .env("HAOBU_KEYRING_FOLDER", folder.path())
        .env("HOME", folder.path())
        .env("XDG_RUNTIME_DIR", &runtime)
        .env_remove("XDG_DATA_HOME")
        .env_remove("DISPLAY")
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("worker is done"),
        "{case}: {}{said}{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn without_a_session_bus_there_is_the_passphrase() {
    session("absent", &[]);
}

#[test]
fn on_a_bus_without_a_keyring_there_is_the_passphrase() {
    session("absent", &["bus"]);
}

#[test]
fn an_unlocked_keyring_remembers_and_forgets() {
    session("unlocked", &["bus", "sh", "-c", KEYRING]);
}

#[test]
fn a_locked_keyring_is_not_waited_for() {
    session("locked", &["bus", "sh", "-c", KEYRING]);
}

#[test]
fn a_keyring_that_hangs_is_not_waited_for() {
    session("hanging", &["bus"]);
}

/// Says whatever it is told to.
struct Liar {
    says: Mutex<Result<String, KeyProblem>>,
}

impl Keyring for Liar {
    fn set(&self, _name: &str, secret: &str) -> Result<(), KeyProblem> {
        *self.says.lock().unwrap() = Ok(secret.to_owned());
        Ok(())
    }
    fn get(&self, _name: &str) -> Result<Zeroizing<String>, KeyProblem> {
        self.says.lock().unwrap().clone().map(Zeroizing::new)
    }
    fn remove(&self, _name: &str) -> Result<(), KeyProblem> {
        Err(KeyProblem::KeyringSlow)
    }
}

#[test]
fn a_lying_keyring_opens_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = book(folder.path());
    let liar = Arc::new(Liar {
        says: Mutex::new(Err(KeyProblem::NoKeyring)),
    });
    let store = KeyStore::at(folder.path().join("keys"), Arc::<Liar>::clone(&liar));
    assert_eq!(remember(&path, &store), Ok(()));
    assert_eq!(open_remembered(&path, &store), Ok(()));
    let truth = liar.says.lock().unwrap().clone().unwrap();
    for lie in [
        String::new(),
        "0".repeat(64),
        format!("{truth}0"),
        truth.replace(|digit: char| digit.is_ascii_digit(), "f"),
        "密".repeat(64),
        "x".repeat(1 << 20),
    ] {
        *liar.says.lock().unwrap() = Ok(lie);
        assert_eq!(
            open_remembered(&path, &store),
            Err(KeyProblem::NotRemembered)
        );
    }
    for refusal in [KeyProblem::KeyringLocked, KeyProblem::KeyringSlow] {
        *liar.says.lock().unwrap() = Err(refusal);
        assert_eq!(open_remembered(&path, &store), Err(refusal));
    }
    *liar.says.lock().unwrap() = Ok(truth);
    assert_eq!(open_remembered(&path, &store), Ok(()));
    // A keyring that refuses to forget keeps nothing that is of use.
    open(&path).set_remembered(false, &store).unwrap();
    assert_eq!(
        open_remembered(&path, &store),
        Err(KeyProblem::NotRemembered)
    );
}
