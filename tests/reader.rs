//! Files are read by a process apart: it says the same as reading here would, and a file that is
//! built to do harm ends that process and nothing else.
//!
//! `HAOBU_MUTATIONS=10000 cargo test --release --test reader -- --nocapture` is the long form.
#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

use std::fmt::Write as _;
use std::fs::File;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use haobu::domain::listing::SourceKind;
use haobu::domain::phone::Region;
use haobu::domain::problem::{ImportProblem, Problem};
use haobu::import::{ImportFile, ImportOptions, Layout, ReadRow, read_apart};
use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Everything that reading a file says.
type Said = Result<(Layout, Vec<String>, Vec<ReadRow>), Problem>;

/// What reading each file in this process says, before anybody reads apart.
static HERE: LazyLock<Vec<(PathBuf, String)>> = LazyLock::new(|| {
    let said = files().into_iter().map(|path| {
        let said = format!("{:?}", read(&path));
        (path, said)
    });
    let said = said.collect();
    read_apart(Path::new(env!("CARGO_BIN_EXE_haobu")));
    said
});

fn files() -> Vec<PathBuf> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut folders = vec![fixtures.join("import"), fixtures.join("corpus")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            // A folder is read as one, too.
            if path.is_dir() {
                folders.push(path.clone());
            }
            files.push(path);
        }
    }
    files.sort();
    files
}

fn read(path: &Path) -> Said {
    let options = ImportOptions::new(Region::parse("CN").unwrap(), SourceKind::Other);
    let file = ImportFile::look(path, &options)?;
    let mut rows = Vec::new();
    file.read(&mut |row| {
        rows.push(row);
        Ok(())
    })?;
    let samples = file.samples().iter();
    let samples = samples.map(|(row, cells)| format!("{row}: {}", cells.join("|")));
    Ok((file.layout(), samples.collect(), rows))
}

#[test]
fn another_process_reads_the_same() {
    assert!(HERE.len() >= 10, "{}", HERE.len());
    for (path, here) in &*HERE {
        assert_eq!(&format!("{:?}", read(path)), here, "{}", path.display());
    }
}

#[test]
fn reading_stops_where_it_is_told_to_and_begins_again() {
    LazyLock::force(&HERE);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.csv");
    let mut text = String::from("姓名,手机\n");
    for row in 0..100_000 {
        writeln!(text, "顾客{row},138{row:08}").unwrap();
    }
    std::fs::write(&path, text).unwrap();
    let options = ImportOptions::new(Region::parse("CN").unwrap(), SourceKind::Other);
    let file = ImportFile::open(&path, &options).unwrap();
    let anywhere = [1, 7, 700, 2_000, 5_000, 40_000];
    // The last chunks are on their way by then, all of them or some.
    let near_the_end = [80_000, 85_000, 90_000, 95_000, 99_999, 100_000, 200_000];
    for stop_after in anywhere.into_iter().chain(near_the_end) {
        let mut rows = 0;
        let read = file.read(&mut |_| {
            rows += 1;
            if rows == stop_after {
                Err(Problem::Cancelled)
            } else {
                Ok(())
            }
        });
        assert_eq!(read.is_err(), stop_after <= 100_000);
        assert_eq!(rows, stop_after.min(100_000));
    }
    assert_eq!(file.rows(&[2, 50_000]).unwrap().len(), 2);
}

/// Noise that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

fn spoilt(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(8) {
        let at = dice.below(bytes.len());
        let until = (at + dice.below(64)).min(bytes.len());
        match dice.below(6) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..until)),
            2 => {
                let part = bytes.get(at..until).unwrap().to_vec();
                bytes.splice(at..at, part.repeat(1 + dice.below(40)));
            }
            3 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
            }
            4 => {
                let wild = [b'"', b',', b'\n', b';', b'=', 0, 0xFF, 0xFE];
                let wild = wild.get(dice.below(wild.len())).copied().unwrap();
                bytes.insert(at, wild);
            }
            _ => {
                let end = until.min(at + 8);
                for byte in bytes.get_mut(at..end).unwrap_or_default() {
                    *byte = u8::try_from(dice.below(256)).unwrap();
                }
            }
        }
        if bytes.is_empty() {
            bytes.push(b'x');
        }
    }
    bytes
}

fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let rows = [
        ["姓名", "手机", "备注"],
        ["张三", "13800138000", "x"],
        ["李四", "13900139000", "y"],
    ];
    sheet.write_row_matrix(0, 0, rows).unwrap();
    workbook.save_to_buffer().unwrap()
}

const CARDS: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:陈;美玲;;;\r\nFN:陈美玲\r\n\
    item1.TEL;TYPE=CELL:138 2316 5520\r\nitem1.X-ABLabel:花店\r\nEMAIL;TYPE=HOME:a@example.com\r\n\
    NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=E8=8A=B1\r\nEND:VCARD\r\n\
    BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=B3=C2\r\n\
    TEL;CELL;PREF:13800138000\r\nEND:VCARD\r\n";

#[test]
fn spoilt_files_end_in_an_answer() {
    LazyLock::force(&HERE);
    let number = std::env::var("HAOBU_MUTATIONS");
    let number: usize = number.map_or(90, |number| number.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("spoilt");
    let csv = "\u{feff}姓名,手机,同意短信\n\"陈,美玲\",138 2316 5520,是\n李娟,'13800138000,否\n";
    let models = [
        csv.as_bytes().to_vec(),
        CARDS.as_bytes().to_vec(),
        workbook(),
    ];
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut read_well = 0;
    for (number, model) in (0..number).zip(models.iter().cycle()) {
        std::fs::write(&path, spoilt(model, &mut dice)).unwrap();
        match read(&path) {
            Ok(_) => read_well += 1,
            Err(Problem::Import(ImportProblem::ReaderStopped)) => {
                panic!("file {number} has killed its reader")
            }
            Err(Problem::Import(_)) => {}
            Err(other) => panic!("file {number}: {other:?}"),
        }
    }
    println!("{number} spoilt files, {read_well} of them read");
    assert!(read_well > 0);
}

/// A file of this kind ends with a problem of the file, whatever it is.
#[track_caller]
fn refused(path: &Path) -> ImportProblem {
    LazyLock::force(&HERE);
    match read(path) {
        Err(Problem::Import(problem)) => problem,
        other => panic!("{:?}", other.map(|said| said.2.len())),
    }
}

#[test]
fn a_million_columns_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wide.csv");
    let mut text = "a,".repeat(1_000_000);
    text.push_str("\n13800138000,陈美玲\n");
    std::fs::write(&path, text).unwrap();
    assert!(matches!(refused(&path), ImportProblem::TooLarge { .. }));
}

#[test]
fn a_field_of_a_gigabyte_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.csv");
    let mut file = File::create(&path).unwrap();
    file.write_all("姓名,手机\n\"陈美玲".as_bytes()).unwrap();
    let part = vec![b'a'; 1 << 20];
    // The whole of it in the long form; a part is as good for its first megabytes.
    let megabytes = if std::env::var_os("HAOBU_MUTATIONS").is_some() {
        1_024
    } else {
        64
    };
    for _ in 0..megabytes {
        file.write_all(&part).unwrap();
    }
    drop(file);
    LazyLock::force(&HERE);
    let read = read(&path);
    // The row is set aside, or the file refused: nobody is made of it.
    if let Ok((_, _, rows)) = read {
        let mut drafts = rows.iter();
        assert!(
            drafts.all(|row| matches!(row, ReadRow::Rejected { .. })),
            "{}",
            rows.len()
        );
    }
}

#[test]
fn a_hole_of_a_gigabyte_ends_in_an_answer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hole.csv");
    let mut file = File::create(&path).unwrap();
    file.write_all("姓名,手机\n陈美玲,13823165520\n".as_bytes())
        .unwrap();
    file.seek(SeekFrom::Start(1 << 30)).unwrap();
    file.write_all(b"x\n").unwrap();
    drop(file);
    LazyLock::force(&HERE);
    let said = read(&path);
    assert!(matches!(said, Ok(_) | Err(Problem::Import(_))), "{said:?}");
}

/// A workbook with another sheet in place of its own.
fn with_sheet(
    folder: &Path,
    name: &str,
    sheet: &mut dyn FnMut(&mut dyn std::io::Write),
) -> PathBuf {
    let path = folder.join(name);
    let bytes = workbook();
    let mut model = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut archive = ZipWriter::new(File::create(&path).unwrap());
    for index in 0..model.len() {
        let part = model.by_index_raw(index).unwrap();
        if part.name().unwrap() != "xl/worksheets/sheet1.xml" {
            archive.raw_copy_file(part).unwrap();
        }
    }
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .large_file(true);
    archive
        .start_file("xl/worksheets/sheet1.xml", options)
        .unwrap();
    sheet(&mut archive);
    archive.finish().unwrap();
    path
}

const SHEET: &str = "<?xml version=\"1.0\"?><worksheet \
    xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";

#[test]
fn a_cell_far_away_takes_no_memory() {
    let folder = tempfile::tempdir().unwrap();
    let path = with_sheet(folder.path(), "far.xlsx", &mut |out| {
        let text = format!(
            "{SHEET}<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\" \
             t=\"inlineStr\"><is><t>姓名</t></is></c></row><row r=\"1048576\"><c r=\"XFD1048576\" \
             t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData></worksheet>"
        );
        out.write_all(text.as_bytes()).unwrap();
    });
    LazyLock::force(&HERE);
    let said = read(&path);
    assert!(
        matches!(said, Ok(_) | Err(Problem::Import(_)))
            && !matches!(said, Err(Problem::Import(ImportProblem::ReaderStopped))),
        "{said:?}"
    );
}

#[test]
fn bombs_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let blanks = vec![b' '; 1 << 20];
    let one_cell = with_sheet(folder.path(), "cell.xlsx", &mut |out| {
        out.write_all(
            format!("{SHEET}<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>")
                .as_bytes(),
        )
        .unwrap();
        let text = vec![b'a'; 1 << 20];
        for _ in 0..2_048 {
            out.write_all(&text).unwrap();
        }
        out.write_all(b"</t></is></c></row></sheetData></worksheet>")
            .unwrap();
    });
    let nothing = with_sheet(folder.path(), "blank.xlsx", &mut |out| {
        out.write_all(format!("{SHEET}<sheetData>").as_bytes())
            .unwrap();
        for _ in 0..4_096 {
            out.write_all(&blanks).unwrap();
        }
        out.write_all(b"</sheetData></worksheet>").unwrap();
    });
    for path in [one_cell, nothing] {
        refused(&path);
    }
    // In a folder they keep nobody else out.
    std::fs::write(
        folder.path().join("客户.csv"),
        "姓名,手机\n陈美玲,13823165520\n",
    )
    .unwrap();
    let (layout, _, rows) = read(folder.path()).unwrap();
    let Layout::Bundle { parts, left_out } = layout else {
        panic!("{layout:?}");
    };
    let names: Vec<&str> = left_out.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["blank.xlsx", "cell.xlsx"]);
    assert_eq!((parts.len(), rows.len()), (1, 1));
}
