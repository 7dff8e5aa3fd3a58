//! Tokens with O, B- and I- tags, as CoNLL 2003 has them: a token and its tag a line, an empty line after a sentence.

use std::io::Write;

use super::passages::{Passage, each, tell_copies};
use super::tokens::tokens;
use super::{NO_TEXT, label};
use crate::Result;
use crate::export::format::refused;
use crate::export::{Export, ExportReport};

pub(in crate::export) fn write(
    export: &Export<'_>,
    out: &mut (dyn Write + Send),
    report: &mut ExportReport,
) -> Result<()> {
    each(export, &mut |document| {
        report.written += 1;
        report.lose(NO_TEXT, &document.id);
        tell_copies(&document, report);
        out.write_all(b"-DOCSTART- -X- O O\n\n").map_err(refused)?;
        document.passages.iter().try_for_each(|passage| sentence(passage, out, report))
    })?;
    out.flush().map_err(refused)
}

fn sentence(passage: &Passage, out: &mut (dyn Write + Send), report: &mut ExportReport) -> Result<()> {
    let mut spans: Vec<(usize, usize, &'static str)> = Vec::new();
    for mention in &passage.mentions {
        report.lose_many("which entity is meant: a tag says its kind alone", 1, &mention.name);
        let (from, to) = passage.place(mention);
        if spans.last().is_some_and(|(_, end, _)| *end > from) {
            report.lose("mentions in a place that has another one already: a token has one tag", &mention.name);
        } else {
            spans.push((from, to, label::conll(mention.kind)));
        }
    }
    let cuts: Vec<usize> = spans.iter().flat_map(|(from, to, _)| [*from, *to]).collect();
    let line = passage.line();
    for (from, to) in tokens(&line, &cuts) {
        let word: String = line[from..to].iter().filter(|c| !c.is_whitespace()).collect();
        let tag = match spans.iter().find(|(start, end, _)| *start <= from && to <= *end) {
            None => "O".to_owned(),
            Some((start, _, label)) => format!("{}-{label}", if *start == from { "B" } else { "I" }),
        };
        writeln!(out, "{word}\t{tag}").map_err(refused)?;
    }
    out.write_all(b"\n").map_err(refused)
}
