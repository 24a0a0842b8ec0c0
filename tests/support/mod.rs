//! Runs the program as a user would, in a folder of its own.

#![expect(dead_code, reason = "every test file uses its own part of this")]

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The passphrase of every book in the tests.
pub const PASSPHRASE: &str = "correct horse 电池 staple";

/// Where the rows of a file end, in the words of a report.
pub const BUCKETS: [&str; 9] = [
    "new",
    "combined",
    "updated",
    "filled",
    "unchanged",
    "duplicate_in_file",
    "held",
    "suppressed",
    "rejected",
];

/// A folder that goes when the test ends, with the program ready to run in it.
pub struct Desk {
    folder: tempfile::TempDir,
    language: &'static str,
    passphrase: String,
}

/// What a run left behind.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            language: "en",
            passphrase: PASSPHRASE.to_owned(),
        }
    }

    pub fn in_language(mut self, language: &'static str) -> Self {
        self.language = language;
        self
    }

    /// From now on the program speaks this language.
    pub fn speak(&mut self, language: &'static str) {
        self.language = language;
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file into the folder.
    pub fn file(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, contents).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    /// Runs the program in the folder, with the passphrase in its environment.
    pub fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Run {
        self.run_with(arguments, "", &self.passphrase)
    }

    /// As `run`, with another passphrase.
    pub fn run_as<S: AsRef<OsStr>>(&self, arguments: &[S], passphrase: &str) -> Run {
        self.run_with(arguments, "", passphrase)
    }

    /// As `run`, with something on the standard input.
    pub fn feed<S: AsRef<OsStr>>(&self, arguments: &[S], input: impl AsRef<[u8]>) -> Run {
        self.run_with(arguments, input, &self.passphrase)
    }

    /// As `run`, where no file may grow beyond so many blocks of 512 or 1,024 bytes: what a full
    /// disk looks like to the program.
    #[cfg(unix)]
    pub fn run_on_full_disk(&self, blocks: u32, arguments: &[&str]) -> Run {
        let mut command = Command::new("sh");
        command
            .args(["-c", &format!("ulimit -f {blocks}; exec \"$0\" \"$@\"")])
            .arg(env!("CARGO_BIN_EXE_haobu"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("HAOBU_LANG", self.language)
            .env("HAOBU_PASSPHRASE", &self.passphrase);
        Run::from(command.output().unwrap())
    }

    /// As `run`, by someone whom the permissions of files bind, which they do not bind root.
    #[cfg(unix)]
    pub fn run_bound(&self, arguments: &[&str]) -> Run {
        use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
        let program = env!("CARGO_BIN_EXE_haobu");
        let is_root = std::fs::metadata(self.folder()).unwrap().uid() == 0;
        let place = tempfile::tempdir().unwrap();
        let mut command = if is_root {
            // The program may lie where only root goes.
            let open = std::fs::Permissions::from_mode(0o755);
            std::fs::set_permissions(place.path(), open).unwrap();
            let copy = place.path().join("haobu");
            std::fs::copy(program, &copy).unwrap();
            let mut command = Command::new("setpriv");
            command
                .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
                .arg(copy);
            command
        } else {
            Command::new(program)
        };
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("HAOBU_LANG", self.language)
            .env("HAOBU_PASSPHRASE", &self.passphrase);
        Run::from(command.output().unwrap())
    }

    /// Runs a command that must succeed and gives its output.
    pub fn done(&self, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
        run.out
    }

    /// The command, not yet started.
    pub fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_haobu"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("HAOBU_LANG", self.language)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn run_with<S: AsRef<OsStr>>(
        &self,
        arguments: &[S],
        input: impl AsRef<[u8]>,
        passphrase: &str,
    ) -> Run {
        let mut command = self.command(arguments);
        let mut child = command.env("HAOBU_PASSPHRASE", passphrase).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.as_ref().to_vec();
        // Beside reading: a long input and a long output would wait for each other.
        let feeder = std::thread::spawn(move || {
            // A program that refuses its arguments does not read its input.
            stdin.write_all(&input).ok();
        });
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        Run::from(output)
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// One JSON value per line.
pub fn json_lines(text: &str) -> Vec<serde_json::Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
