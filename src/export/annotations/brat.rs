//! brat's standoff (<https://brat.nlplab.org/standoff.html>): a `.txt` and an `.ann` a document, and the configuration
//! that brat needs to show them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::NO_TEXT;
use super::passages::{Document, each, tell_copies};
use crate::Result;
use crate::atomic::unwritable;
use crate::export::{Export, ExportReport};
use crate::gazetteer::Kind;

const CONFIGURATION: &str = "\
# Written by dateline
[entities]
Place
Person
Organisation

[relations]

[events]

[attributes]
";

pub(in crate::export) fn write(export: &Export<'_>, dir: &Path, report: &mut ExportReport) -> Result<()> {
    let save = |name: &str, text: &str| {
        let path = dir.join(name);
        fs::write(&path, text).map_err(|cause| unwritable(&path, cause))
    };
    save("annotation.conf", CONFIGURATION)?;
    each(export, &mut |document| {
        report.written += 1;
        report.lose(NO_TEXT, &document.id);
        tell_copies(&document, report);
        let (name, (text, standoff)) = (file_name(report.written, &document.id), standoff(&document));
        save(&format!("{name}.txt"), &text)?;
        save(&format!("{name}.ann"), &standoff)
    })
}

/// A number, and as much of the id as every file system can hold.
fn file_name(number: u64, id: &str) -> String {
    let plain: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let tail = plain.len().saturating_sub(60);
    format!("{number:06}-{}", plain[tail..].trim_matches('-'))
}

/// The sentences, a line each, and the mentions in them with their entities as notes.
fn standoff(document: &Document) -> (String, String) {
    let (mut text, mut standoff) = (String::new(), String::new());
    let (mut before, mut number) = (0, 0);
    for passage in &document.passages {
        let line = passage.line();
        for mention in &passage.mentions {
            number += 1;
            let (from, to) = passage.place(mention);
            let surface: String = line[from..to].iter().collect();
            let kind = label(mention.kind);
            // Writing to a string cannot fail.
            let _ = writeln!(standoff, "T{number}\t{kind} {} {}\t{surface}", before + from, before + to);
            let entity = mention.entity.replace(char::is_control, " ");
            let _ = writeln!(standoff, "#{number}\tAnnotatorNotes T{number}\t{entity}");
        }
        before += line.len() + 1;
        text.extend(line);
        text.push('\n');
    }
    (text, standoff)
}

fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Place => "Place",
        Kind::Person => "Person",
        Kind::Organisation => "Organisation",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_plain() {
        assert_eq!(file_name(7, "../wire/2017 Мосул.txt#3"), "000007-wire-2017-------txt-3");
        assert!(file_name(1, &"é/".repeat(300)).len() < 80);
    }
}
