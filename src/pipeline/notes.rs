//! What is said of a corpus as a whole, for people.

use std::collections::BTreeMap;

use crate::corpus::Corpus;
use crate::text::grouped;

/// How many languages or files a note names.
const SHOWN: usize = 8;

/// What is said of documents that the period left out.
pub(super) fn outside_of_period(count: u64) -> Option<String> {
    (count > 0)
        .then(|| format!("{} published outside of the period asked for, and left out", documents(count, "was", "were")))
}

/// What is said of what lies in the corpus, and of its date manifest and fields.
pub(super) fn of_corpus(corpus: &Corpus) -> Vec<String> {
    unmatched_entries(corpus).into_iter().chain(corpus.field_notes()).chain(passed_over(corpus)).collect()
}

/// What is said of the dates in texts of languages that there are no tables for.
pub(super) fn without_tables(foreign: &BTreeMap<String, u64>) -> Option<String> {
    let documents: u64 = foreign.values().sum();
    let these = if documents == 1 { "document is in a language" } else { "documents are in languages" };
    let number = grouped(documents);
    (documents > 0).then(|| {
        let languages = by_number(foreign);
        format!("{number} {these} whose dates in words are not read ({languages}): only dates in figures were found")
    })
}

/// `de 12, fr 3`: the most first.
fn by_number(languages: &BTreeMap<String, u64>) -> String {
    let mut counts: Vec<(&String, &u64)> = languages.iter().collect();
    counts.sort_by_key(|&(language, count)| (std::cmp::Reverse(count), language));
    let shown: Vec<String> = counts.iter().take(SHOWN).map(|(language, count)| format!("{language} {count}")).collect();
    let more = if counts.len() > SHOWN { ", …" } else { "" };
    shown.join(", ") + more
}

/// What a date manifest names that is not in the corpus.
fn unmatched_entries(corpus: &Corpus) -> Option<String> {
    let unmatched = corpus.options().manifest.as_ref()?.unmatched();
    let first = unmatched.first()?;
    let (count, key, line) = (unmatched.len(), &first.key, first.line);
    Some(format!("{count} entries of the date manifest match no document; the first is {key:?} in line {line}"))
}

/// What lies in the corpus and was not looked at.
fn passed_over(corpus: &Corpus) -> Vec<String> {
    let passed = corpus.passed_over();
    let runs = passed.run_folders;
    let runs = (!runs.is_empty())
        .then(|| format!("folders that hold the results of a run were passed over: {}", runs.join(", ")));
    let results = (!passed.results.is_empty()).then(|| results(&passed.results));
    let records: Vec<String> = passed.web_records.iter().map(|(what, count)| format!("{count} {what}")).collect();
    let records = (!records.is_empty())
        .then(|| format!("records of web archives that hold no article were passed over: {}", records.join(", ")));
    let languages = (!passed.languages.is_empty()).then(|| {
        let count: u64 = passed.languages.values().sum();
        format!(
            "{} in other languages than those wanted, and left out: {}",
            documents(count, "is", "are"),
            by_number(&passed.languages)
        )
    });
    let undetermined = (passed.undetermined > 0).then(|| {
        let documents = documents(passed.undetermined, "is", "are");
        format!("{documents} too short or too mixed to tell the language, and kept")
    });
    runs.into_iter().chain(results).chain(records).chain(languages).chain(undetermined).collect()
}

/// "1 document is", "7 documents are".
fn documents(count: u64, one: &str, several: &str) -> String {
    if count == 1 { format!("1 document {one}") } else { format!("{count} documents {several}") }
}

/// What is said of files in the corpus that dateline wrote itself.
fn results(sources: &[String]) -> String {
    let these = if sources.len() == 1 {
        "1 file that dateline wrote itself is no article"
    } else {
        &format!("{} files that dateline wrote itself are no articles", sources.len())
    };
    let shown: Vec<&str> = sources.iter().take(SHOWN).map(String::as_str).collect();
    let more = if sources.len() > SHOWN { ", …" } else { "" };
    format!("{these}, and passed over: {}{more}", shown.join(", "))
}
