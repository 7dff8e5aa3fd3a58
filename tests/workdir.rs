//! A folder of its own for each test, and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A folder that goes away with the test.
pub struct Workdir {
    folder: TempDir,
}

/// What the program printed and how it ended.
pub struct Ran {
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
}

impl Workdir {
    pub fn new() -> Workdir {
        Workdir { folder: TempDir::new().expect("a temporary folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, with the folders above it.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("folders");
        fs::write(&path, content).expect("a file");
        path
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The program, about to run in the folder.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.current_dir(self.folder.path()).env("NO_COLOR", "1").env_remove("COLUMNS");
        // Not the tester's own; one for all, where runs at once meet.
        command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
        command
    }

    /// Runs the program with arguments.
    pub fn run<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Ran {
        Ran::of(self.command().args(arguments).output().expect("the program starts"))
    }

    /// Runs the program and expects that it ends with a code.
    pub fn expect<'a>(&self, code: i32, arguments: impl IntoIterator<Item = &'a str>) -> Ran {
        let ran = self.run(arguments);
        assert_eq!(ran.code, code, "stdout:\n{}\nstderr:\n{}", ran.stdout, ran.stderr);
        ran
    }
}

impl Ran {
    pub fn of(output: Output) -> Ran {
        Ran {
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
            code: output.status.code().unwrap_or(-1),
        }
    }
}

/// Every file below a folder with its bytes, by path.
pub fn snapshot(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(current) = folders.pop() {
        for entry in fs::read_dir(&current).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below it").to_string_lossy().into_owned();
                files.push((name, fs::read(&path).expect("a file")));
            }
        }
    }
    files.sort();
    files
}

/// A list that is kept: more than a megabyte of places in the columns of a GeoNames dump.
pub fn large_list() -> String {
    let row = |number: u32| {
        let name = if number == 7_000 { "Varnholm".to_owned() } else { format!("Oldenby Number {number}") };
        let cells = [&number.to_string(), &name, &name, &"x".repeat(40), "50.1", "8.6", "P", "PPL", "DE", "", "05"];
        let rest = ["", "", "", "9000", "", "99", "Europe/Berlin", "2020-01-01"];
        format!("{}\t{}\n", cells.join("\t"), rest.join("\t"))
    };
    (1..9_000).map(row).collect()
}

/// A gazetteer of two places and a group, for tests that need to know every alias.
pub const GAZETTEER: &str = r#"
[gazetteer]
name = "Test list"

[[entity]]
id = "mosul"
kind = "place"
name = "Mosul"
country = "IQ"
lat = 36.335
lon = 43.11889
aliases = [{ text = "الموصل", lang = "ar" }]

[[entity]]
id = "raqqa"
kind = "place"
name = "Raqqa"
aliases = ["Ar-Raqqah", "Raqqah"]

[[entity]]
id = "islamic-state"
kind = "organisation"
name = "Islamic State"
aliases = ["ISIS", "IS"]
"#;
