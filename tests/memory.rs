//! Once a book is locked, neither its passphrase nor its key is anywhere in the memory of the
//! process, as seen from outside; and no crash writes that memory to a file.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, Version};
use haobu::book::{Book, KdfProfile, Key, Passphrase};
use haobu::domain::time::Millis;
use haobu::workspace::Session;
use haobu::workspace::keys::RecoveryCode;
use zeroize::Zeroizing;

/// Not a test of its own: opens a book as the window does, locks it, and is looked at meanwhile.
#[test]
fn worker() {
    let Some(folder) = std::env::var_os("HAOBU_MEMORY_FOLDER") else {
        return;
    };
    let folder = Path::new(&folder);
    let typed = Zeroizing::new(std::fs::read(folder.join("passphrase")).unwrap());
    let passphrase = Passphrase::new(std::str::from_utf8(&typed).unwrap()).unwrap();
    // What happens without care, to show that the test would notice.
    let careless = std::env::var_os("HAOBU_MEMORY_CARELESS").map(|_| typed.to_vec());
    drop(typed);
    let session = Session::start(Arc::new(|| ()));
    let opened = session.open(&folder.join("shop.haobu"), passphrase);
    let code = RecoveryCode::create().unwrap();
    while !session.is_idle() {
        std::thread::yield_now();
    }
    opened.take().unwrap().unwrap();
    // The key is used for more than opening.
    let made = session.call(move |workspace| {
        let store = haobu::workspace::keys::KeyStore::beside(None);
        workspace.set_recovery_code(&code, &store)
    });
    while !session.is_idle() {
        std::thread::yield_now();
    }
    made.take().unwrap().unwrap();
    pause("open");
    session.close();
    while !session.is_idle() {
        std::thread::yield_now();
    }
    pause("locked");
    std::hint::black_box(&careless);
}

/// Says where it is and waits for a line.
fn pause(place: &str) {
    println!("at {place}");
    std::io::stdout().flush().unwrap();
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

/// How often each of `needles` is in the memory of a process.
fn count(process: u32, needles: &[&[u8]]) -> Vec<usize> {
    let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let mut memory = File::open(format!("/proc/{process}/mem")).unwrap();
    let mut found = vec![0; needles.len()];
    let mut looked_at = 0;
    for line in maps.lines() {
        let mut parts = line.split(' ');
        let (from, to) = parts.next().unwrap().split_once('-').unwrap();
        let address = |text: &str| u64::from_str_radix(text, 16).unwrap();
        let (from, to) = (address(from), address(to));
        if !parts.next().unwrap().starts_with('r') {
            continue;
        }
        let mut bytes = vec![0; usize::try_from(to - from).unwrap()];
        // Pages of the kernel cannot be read.
        if memory.seek(SeekFrom::Start(from)).is_err() || memory.read_exact(&mut bytes).is_err() {
            continue;
        }
        looked_at += bytes.len();
        for (needle, found) in needles.iter().zip(&mut found) {
            *found += memchr::memmem::find_iter(&bytes, needle).count();
        }
    }
    assert!(looked_at > 1 << 20, "only {looked_at} bytes were looked at");
    found
}

fn start(folder: &Path, careless: bool) -> (Child, BufReader<ChildStdout>) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "worker", "--nocapture"])
        .env("HAOBU_MEMORY_FOLDER", folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    if careless {
        command.env("HAOBU_MEMORY_CARELESS", "1");
    }
    let mut child = command.spawn().unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    (child, out)
}

fn wait_for(out: &mut BufReader<ChildStdout>, place: &str) {
    let mut line = String::new();
    while !line.contains(&format!("at {place}")) {
        line.clear();
        assert!(out.read_line(&mut line).unwrap() > 0, "never at {place}");
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

#[test]
fn nothing_of_passphrase_and_key_is_left_after_lock() {
    let folder = tempfile::tempdir().unwrap();
    // Known to nobody but this run, so that it is in no program text either.
    let passphrase = format!("电池 {}", hex(&getrandom::u64().unwrap().to_be_bytes()));
    std::fs::write(folder.path().join("passphrase"), &passphrase).unwrap();
    let path = folder.path().join("shop.haobu");
    let secret = Passphrase::new(&passphrase).unwrap();
    let key = Key::create(&secret, KdfProfile::Small).unwrap();
    Book::create(&path, &key, Millis(1)).unwrap();
    // The parameters of the first profile.
    let mut raw = [0; 32];
    let params = Params::new(64 * 1024, 4, 1, Some(32)).unwrap();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), key.salt(), &mut raw)
        .unwrap();
    let (lower, upper) = (hex(&raw), hex(&raw).to_uppercase());
    // Whole, and in halves: what is overwritten in part is not gone.
    let needles: [&[u8]; 8] = [
        passphrase.as_bytes(),
        passphrase.as_bytes().get(7..).unwrap(),
        &raw,
        raw.get(..16).unwrap(),
        raw.get(16..).unwrap(),
        lower.as_bytes(),
        lower.as_bytes().get(..32).unwrap(),
        upper.as_bytes(),
    ];
    for careless in [false, true] {
        let (mut child, mut out) = start(folder.path(), careless);
        let mut next = child.stdin.take().unwrap();
        wait_for(&mut out, "open");
        let open = count(child.id(), &needles);
        writeln!(next).unwrap();
        wait_for(&mut out, "locked");
        let locked = count(child.id(), &needles);
        writeln!(next).unwrap();
        assert!(child.wait().unwrap().success());
        let passphrases = |found: &[usize]| found.iter().take(2).sum::<usize>();
        if careless {
            assert!(passphrases(&locked) > 0, "the test is blind: {locked:?}");
            continue;
        }
        assert_eq!(
            passphrases(&open),
            0,
            "the passphrase, while open: {open:?}"
        );
        assert!(
            open.iter().sum::<usize>() > 0,
            "the test is blind: {open:?}"
        );
        assert_eq!(locked, [0; 8], "after lock");
    }
}

#[test]
fn no_crash_writes_memory_to_a_file() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_haobu"))
        .arg("phone")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    // It has started once it answers.
    writeln!(input, "13800138000").unwrap();
    drop(input);
    let mut first = [0];
    child
        .stdout
        .as_mut()
        .unwrap()
        .read_exact(&mut first)
        .unwrap();
    // As it ends, its limits are still there to be read.
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"))
        .unwrap();
    let hard: u64 = core.split_whitespace().nth(5).unwrap().parse().unwrap();
    assert!(hard <= 1, "{core}");
    child.wait().unwrap();
}
