//! What was done to the disk in which order, what a power cut leaves of it, and faults on the way.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Disks write such pieces whole or not at all.
const SECTOR: usize = 512;

/// One step on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    Create(PathBuf),
    Write {
        path: PathBuf,
        at: u64,
        bytes: Vec<u8>,
    },
    Truncate {
        path: PathBuf,
        size: u64,
    },
    Sync(PathBuf),
    Rename {
        from: PathBuf,
        to: PathBuf,
    },
    Delete(PathBuf),
    SyncFolder(PathBuf),
    /// The user was told that an op is done.
    Acknowledged,
}

/// What a disk refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which step from now on, from 1.
    pub step: usize,
    /// `ENOSPC` or `EIO`.
    pub errno: i32,
    /// All steps from there on, too.
    pub is_sticky: bool,
}

/// Keeps what it sees, and lets a step fail.
#[derive(Debug, Default)]
pub struct Recorder {
    pub events: Vec<Event>,
    /// Steps that could fail.
    pub steps: usize,
    pub fault: Option<Fault>,
    /// How many steps did fail.
    pub failed: usize,
    pub keeps: bool,
}

impl Recorder {
    /// Keeps every step.
    pub fn keeping() -> Self {
        Self {
            keeps: true,
            ..Self::default()
        }
    }

    /// Only counts, and lets one step fail.
    pub fn failing(fault: Option<Fault>) -> Self {
        Self {
            fault,
            ..Self::default()
        }
    }

    pub fn take(&mut self, event: Event) -> io::Result<()> {
        if event != Event::Acknowledged {
            self.steps += 1;
            if let Some(fault) = self.fault
                && (self.steps == fault.step || (fault.is_sticky && self.steps > fault.step))
                // Removing makes room; it is never refused for want of room.
                && !(matches!(event, Event::Delete(_)) && fault.errno == 28)
            {
                self.failed += 1;
                return Err(io::Error::from_raw_os_error(fault.errno));
            }
        }
        if self.keeps {
            self.events.push(event);
        }
        Ok(())
    }
}

/// Numbers that look random and are the same in every run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % (below.max(1) as u64)).unwrap_or(0)
    }
}

/// One file: what is surely on the disk, and what was done to it since.
#[derive(Clone, Debug, Default)]
struct Inode {
    durable: Vec<u8>,
    pending: Vec<Change>,
}

#[derive(Clone, Debug)]
enum Change {
    Write(usize, Vec<u8>),
    Truncate(usize),
}

/// A change of names that is not on the disk before the folder is synced.
#[derive(Clone, Debug)]
enum Naming {
    Name(PathBuf, usize),
    Unname(PathBuf),
    /// At once: the one name goes, the other points to the file.
    Rename(PathBuf, PathBuf, usize),
}

/// A disk that keeps nothing it was not made to keep: the pessimistic reading of POSIX.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    inodes: Vec<Inode>,
    /// As the running system sees them.
    names: BTreeMap<PathBuf, usize>,
    durable_names: BTreeMap<PathBuf, usize>,
    namings: Vec<Naming>,
    pub acknowledged: usize,
}

impl Disk {
    /// A disk with these files on it.
    pub fn with(files: &[(PathBuf, Vec<u8>)]) -> Self {
        let mut disk = Self::default();
        for (path, bytes) in files {
            disk.names.insert(path.clone(), disk.inodes.len());
            disk.inodes.push(Inode {
                durable: bytes.clone(),
                pending: Vec::new(),
            });
        }
        disk.durable_names = disk.names.clone();
        disk
    }

    fn inode(&mut self, path: &Path) -> usize {
        if let Some(inode) = self.names.get(path) {
            return *inode;
        }
        let inode = self.inodes.len();
        self.inodes.push(Inode::default());
        self.names.insert(path.to_owned(), inode);
        self.namings.push(Naming::Name(path.to_owned(), inode));
        inode
    }

    pub fn play(&mut self, event: &Event) {
        match event {
            Event::Create(path) => {
                self.inode(path);
            }
            Event::Write { path, at, bytes } => {
                let inode = self.inode(path);
                let at = usize::try_from(*at).unwrap();
                self.inodes[inode]
                    .pending
                    .push(Change::Write(at, bytes.clone()));
            }
            Event::Truncate { path, size } => {
                let inode = self.inode(path);
                let size = usize::try_from(*size).unwrap();
                self.inodes[inode].pending.push(Change::Truncate(size));
            }
            Event::Sync(path) => {
                let inode = self.inode(path);
                let Inode { durable, pending } = &mut self.inodes[inode];
                for change in std::mem::take(pending) {
                    change.apply(durable);
                }
            }
            Event::Rename { from, to } => {
                let inode = self.inode(from);
                self.names.remove(from);
                self.names.insert(to.clone(), inode);
                self.namings
                    .push(Naming::Rename(from.clone(), to.clone(), inode));
            }
            Event::Delete(path) => {
                self.names.remove(path);
                self.namings.push(Naming::Unname(path.clone()));
            }
            // All of a trace happens in one folder, or its names do not matter.
            Event::SyncFolder(_) => {
                for naming in std::mem::take(&mut self.namings) {
                    naming.apply(&mut self.durable_names);
                }
            }
            Event::Acknowledged => self.acknowledged += 1,
        }
    }

    /// What may be on the disk when the power goes now.
    pub fn after_power_cut(&self, dice: &mut Dice) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut names = self.durable_names.clone();
        let kept = match dice.roll(3) {
            0 => 0,
            1 => self.namings.len(),
            _ => dice.roll(self.namings.len() + 1),
        };
        for naming in &self.namings[..kept] {
            naming.clone().apply(&mut names);
        }
        let style = dice.roll(4);
        names
            .into_iter()
            .map(|(path, inode)| (path, self.inodes[inode].after_power_cut(style, dice)))
            .collect()
    }

    /// What is there as long as the power does not go.
    pub fn running(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let whole = |inode: &usize| {
            let mut bytes = self.inodes[*inode].durable.clone();
            for change in self.inodes[*inode].pending.clone() {
                change.apply(&mut bytes);
            }
            bytes
        };
        self.names
            .iter()
            .map(|(path, inode)| (path.clone(), whole(inode)))
            .collect()
    }
}

impl Inode {
    /// Styles: nothing of what was not synced; the first so many changes, the last one torn; any
    /// of them; any sectors of any of them.
    fn after_power_cut(&self, style: usize, dice: &mut Dice) -> Vec<u8> {
        let mut bytes = self.durable.clone();
        let first = dice.roll(self.pending.len() + 1);
        for (index, change) in self.pending.iter().enumerate() {
            match style {
                1 if index < first => change.clone().apply(&mut bytes),
                1 if index == first => change.clone().torn(&mut bytes, dice),
                2 if dice.roll(2) == 0 => change.clone().apply(&mut bytes),
                3 => change.clone().torn(&mut bytes, dice),
                _ => {}
            }
        }
        bytes
    }
}

impl Change {
    fn apply(self, bytes: &mut Vec<u8>) {
        match self {
            Self::Write(at, written) => {
                let end = at + written.len();
                if bytes.len() < end {
                    bytes.resize(end, 0);
                }
                bytes[at..end].copy_from_slice(&written);
            }
            Self::Truncate(size) => bytes.resize(size, 0),
        }
    }

    /// Any of its sectors, or all of a truncation or nothing.
    fn torn(self, bytes: &mut Vec<u8>, dice: &mut Dice) {
        match self {
            Self::Write(at, written) => {
                let mut from = 0;
                while from < written.len() {
                    // Up to the next border of a sector of the file.
                    let length = (SECTOR - (at + from) % SECTOR).min(written.len() - from);
                    if dice.roll(2) == 0 {
                        let piece = written[from..from + length].to_vec();
                        Self::Write(at + from, piece).apply(bytes);
                    }
                    from += length;
                }
            }
            Self::Truncate(_) if dice.roll(2) == 0 => self.apply(bytes),
            Self::Truncate(_) => {}
        }
    }
}

impl Naming {
    fn apply(self, names: &mut BTreeMap<PathBuf, usize>) {
        match self {
            Self::Name(path, inode) => {
                names.insert(path, inode);
            }
            Self::Unname(path) => {
                names.remove(&path);
            }
            Self::Rename(from, to, inode) => {
                if names.get(&from) == Some(&inode) {
                    names.remove(&from);
                }
                names.insert(to, inode);
            }
        }
    }
}
