//! What a figure must say of itself, so that it can be published alone: among what was counted, what is not in it,
//! where it comes from.

use super::unit::Unit;
use super::words;
use crate::calendar::Day;
use crate::store::Manifest;
use crate::timeline::{Axis, CountMode, Stragglers, Timelines};

/// So many sources, and lists of names, are named at most.
const NAMED: usize = 6;

/// Which texts count, in a sentence with a space before it; nothing if that is not known.
pub(super) fn texts(timelines: &Timelines) -> String {
    let totals = &timelines.totals;
    let copies = many(totals.copies, "copy", "copies");
    let everywhere = if totals.period == (None, None) { "" } else { " in all of the run" };
    let repeated = many(totals.furniture, "paragraph", "paragraphs")
        .map(|count| format!("{count} repeated from page to page{everywhere}"));
    let besides: Vec<String> = copies.into_iter().chain(repeated.clone()).collect();
    let besides = besides.join(" and ");
    match totals.count {
        None => String::new(),
        Some(CountMode::All) if besides.is_empty() => " All texts count.".to_owned(),
        Some(CountMode::All) => format!(" All texts count, {besides} among them."),
        Some(CountMode::Distinct) if besides.is_empty() => " Each text counts once.".to_owned(),
        Some(CountMode::Distinct) => {
            let are = if totals.copies + totals.furniture == 1 { "is" } else { "are" };
            format!(" Each text counts once: {besides} {are} left out.")
        }
        Some(CountMode::Sources) => {
            let are = if totals.furniture == 1 { "is" } else { "are" };
            let left = repeated.map_or_else(String::new, |repeated| format!("; {repeated} {are} left out"));
            format!(" Each of {} counts once a {}{left}.", words::counted(totals.sources, "source"), timelines.size)
        }
    }
}

fn many(count: u64, one: &str, several: &str) -> Option<String> {
    (count > 0).then(|| format!("{} {}", words::grouped(count), if count == 1 { one } else { several }))
}

/// Which bars are of a part of their bucket, in a sentence with a space before it; nothing if none is.
pub(super) fn partial(timelines: &Timelines) -> String {
    let ends = [0, timelines.buckets.len().saturating_sub(1)];
    let mut names: Vec<String> = ends
        .into_iter()
        .filter(|&at| timelines.partial(at).is_some())
        .map(|at| words::counted_bucket(timelines, at))
        .collect();
    names.dedup();
    if names.is_empty() { String::new() } else { format!(" Pale: counted in part, {}.", names.join(" and ")) }
}

/// How the figures of the run and those beneath them go together, in a sentence with a space before it; nothing where
/// they are of the same texts.
pub(super) fn counted_once(manifest: &Manifest, mode: CountMode) -> String {
    let (copies, all) = (&manifest.copies, manifest.mentions.mentions);
    if mode != CountMode::Distinct || (copies.copies == 0 && copies.distinct_mentions == all) {
        return String::new();
    }
    let documents = manifest.corpus.documents.saturating_sub(copies.copies);
    format!(
        " All figures below count each text once: {} with {} of the {}; copies, and paragraphs that repeat from page to \
         page, are left out.",
        words::counted(documents, "different document"),
        words::grouped(copies.distinct_mentions),
        words::counted(all, "mention"),
    )
}

/// What the documents of an axis are that figures are counted among, to stand behind their number.
pub(super) fn among(axis: Axis, timelines: &Timelines) -> String {
    let unit = Unit::of(timelines.totals.count.unwrap_or_default());
    let what = match (axis, unit.in_documents) {
        (Axis::Published, true) => "with a date of publication",
        (Axis::Published, false) => "with a dated document",
        (Axis::Referenced, _) => "that name a date of this time",
    };
    let days = timelines.totals.days.map_or_else(String::new, |(first, last)| {
        if first == last {
            format!(", {}", words::day(first))
        } else {
            format!(", {} to {}", words::day(first), words::day(last))
        }
    });
    format!("{what}{days} (time zone {})", timelines.zone)
}

/// What of the documents is on no chart of an axis: "4 undated, 1 outside of this time"; empty if nothing is.
pub(super) fn left_out(axis: Axis, timelines: &Timelines) -> String {
    let totals = &timelines.totals;
    let reasons = [
        (totals.undated_documents, if axis == Axis::Published { "undated" } else { "that name no date" }),
        (totals.coarse_documents, "dated too coarsely"),
        (totals.outside_documents, "outside of this time"),
    ];
    let reasons = reasons.into_iter().filter(|(count, _)| *count > 0);
    reasons.map(|(count, what)| format!("{} {what}", words::grouped(count))).collect::<Vec<_>>().join(", ")
}

/// Where the documents come from, and in which lists the names stand.
pub(super) fn origin((origins, publishers): (&[String], bool), timelines: &Timelines) -> String {
    let sources = if publishers { "Published by" } else { "Corpus:" };
    let parts = [(sources, origins), ("Lists of names:", &timelines.gazetteers)];
    let parts = parts.into_iter().filter(|(_, names)| !names.is_empty());
    parts.map(|(what, names)| format!("{what} {}.", listed(names))).collect::<Vec<_>>().join(" ")
}

fn listed(names: &[String]) -> String {
    let mut shown: Vec<String> = names.iter().take(NAMED).map(|name| words::clean(name).into_owned()).collect();
    shown.dedup();
    if names.len() > NAMED {
        shown.push(words::counted((names.len() - NAMED) as u64, "other"));
    }
    match shown.pop() {
        Some(last) if !shown.is_empty() => format!("{} and {last}", shown.join(", ")),
        only => only.unwrap_or_default(),
    }
}

/// What would stretch an axis, being dated far from all else: what it is, and the command that shows it.
/// `dir` is what it needs to find the run.
pub(super) fn far(axis: Axis, timelines: &Timelines, dir: &str) -> Vec<(String, String)> {
    let told = |far: Stragglers, flag: &str, end: Day| {
        let (first, last) = (words::day(far.first), words::day(far.last));
        let days = if far.first == far.last { first } else { format!("{first} to {last}") };
        let (what, command) = match axis {
            Axis::Published => ("document", format!("dateline report {flag} {end}{dir}")),
            Axis::Referenced => ("mention", format!("dateline view --axis referenced {flag} {end}{dir}")),
        };
        (format!("{} dated {days}", words::counted(far.count, what)), command)
    };
    let early = timelines.totals.early.map(|far| told(far, "--from", far.first));
    let late = timelines.totals.late.map(|far| told(far, "--to", far.last));
    early.into_iter().chain(late).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_as_a_sentence_has_them() {
        let names = |count: usize| (1..=count).map(|at| format!("L{at}")).collect::<Vec<_>>();
        assert_eq!(listed(&names(1)), "L1");
        assert_eq!(listed(&names(3)), "L1, L2 and L3");
        assert_eq!(listed(&names(9)), "L1, L2, L3, L4, L5, L6 and 3 others");
        assert_eq!(listed(&["GeoNames".to_owned(), "GeoNames".to_owned()]), "GeoNames");
    }
}
