//! What dateline printed for people, saved as a file: `dateline mentions > mosul.txt`.
//!
//! Such a page holds the sentences of the articles once more, and has no line that says who wrote it, since pipes and
//! people want none. So each page is known by how its first lines stand together, which no article's do: counts of our
//! things in our order, or a name over its figures. `tests/own_results.rs` prints every one of them and has it passed
//! over.

/// How many characters before a mention's second line stand empty: those of the date above it.
const UNDER_DATE: &str = "            ";
/// The rules that end it (`matcher::Rule`, which a test compares).
const RULES: &[&str] =
    &["exact", "capitalised", "capitals", "any", "inflected", "clitic", "anywhere", "weak", "corrected"];
/// Within so many lines a chart in characters has its first row.
const CHART_WITHIN: usize = 8;

/// Whether the first characters of a text are those of a page that dateline printed.
pub(super) fn is_printed(start: &str) -> bool {
    let lines: Vec<&str> = start.lines().take(CHART_WITHIN).collect();
    let [first, second, third] = [0, 1, 2].map(|at| lines.get(at).copied().unwrap_or_default());
    is_summary(first)
        || second.strip_prefix("All of the run: ").is_some_and(is_summary)
        || is_entity(first, second, third)
        || is_mention(first, second)
        || is_chronology(first, second, third)
        || is_survey(first, second)
        || is_correction(first)
        || is_correction(second)
        || lines.iter().skip(1).any(|line| is_chart_row(line))
}

/// "2 documents, 10 words, 2014-07-04 to 2014-07-05; 5 mentions of 3 entities", alone or after "Old  ".
fn is_summary(line: &str) -> bool {
    let of_run = |line: &str| {
        let after_documents = after_count(line, "document").and_then(|rest| rest.strip_prefix(", "));
        let found = after_documents.map(|rest| rest.rsplit("; ").next().unwrap_or(rest));
        let entities = found.and_then(|found| after_count(found, "mention")).and_then(|rest| rest.strip_prefix(" of "));
        entities.is_some_and(|rest| after_count(rest, "entity").or_else(|| after_count(rest, "entitie")).is_some())
    };
    of_run(line.strip_prefix("Old  ").unwrap_or(line))
}

/// A name with its id, and below it how often and when it is mentioned.
fn is_entity(first: &str, second: &str, third: &str) -> bool {
    let documents = after_count(second, "mention").and_then(|rest| rest.strip_prefix(" in "));
    let counted = documents.and_then(|rest| after_count(rest, "document")).is_some_and(str::is_empty)
        || second.strip_prefix("Mentioned by ").and_then(|rest| after_count(rest, "source")).is_some_and(str::is_empty);
    let dated = ["First ", "On ", "most in ", "In undated documents alone"].iter().any(|word| third.starts_with(word));
    counted && dated && first.contains("  ") && first.contains(" · ")
}

/// A date before a sentence, and below it the entity, the document and the rule.
fn is_mention(first: &str, second: &str) -> bool {
    let below = second.strip_prefix(UNDER_DATE).filter(|rest| !rest.starts_with(' '));
    let mut parts = below.unwrap_or_default().split(" · ");
    let is_rule = |part: &str| RULES.contains(&part);
    let dated = first.starts_with("undated") || first.starts_with(|one: char| one.is_ascii_digit() || one == '-');
    dated && parts.nth(2).is_some_and(is_rule)
}

/// A day over its sentences, each with its origin below it; or days with their ranks; or these as a table of Markdown.
fn is_chronology(first: &str, second: &str, third: &str) -> bool {
    let below = |line: &str| line.strip_prefix("  ").filter(|rest| !rest.starts_with(' ')).map(str::to_owned);
    let origin = below(third).unwrap_or_default();
    let mut parts = origin.split(" · ").skip(1);
    let published = parts.any(|part| part == "undated" || part.starts_with("published "));
    let ranked = first.trim_start().starts_with("1  ") && first.contains("  named by ");
    (!first.starts_with(' ') && below(second).is_some() && published)
        || ranked
        || first == "| rank | day | score | documents | days of publication | published on it |"
}

/// What a look at a corpus or at a list says: of its dates, of the hits of names, of a document, of the list's lines.
fn is_survey(first: &str, second: &str) -> bool {
    let read = after_count(first, "document").unwrap_or_default();
    let dates = read.strip_prefix(": ").is_some_and(|rest| rest.ends_with(" undated") && rest.contains(" dated, "));
    let names = read.starts_with(" read, ") && read.ends_with(" names occur");
    let explained = second == "[1 a mention]  <2 none>";
    let checked =
        ["warning: ", "error: "].iter().any(|word| first.starts_with(word)) && second.trim_start().starts_with("--> ");
    dates || names || explained || checked
}

/// A correction that is ready to be signed.
fn is_correction(line: &str) -> bool {
    line.starts_with("[[block]]  # or [[reassign]] with: to = ")
}

/// A row of a chart in characters, with its value and its axis at the left.
fn is_chart_row(line: &str) -> bool {
    let Some((value, _)) = line.split_once('┤') else { return false };
    let value = value.trim_start();
    !value.is_empty()
        && value.chars().all(|one| one.is_numeric() || matches!(one, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}'))
}

/// What follows a count of something, one or several: "1,204 documents".
fn after_count<'l>(line: &'l str, what: &str) -> Option<&'l str> {
    let rest = line.trim_start_matches(|one: char| one.is_ascii_digit() || one == ',');
    let rest = rest.strip_prefix(' ').filter(|_| line.starts_with(|one: char| one.is_ascii_digit()))?;
    let rest = rest.strip_prefix(what)?;
    Some(rest.strip_prefix('s').unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matcher::Rule;

    #[test]
    fn a_printed_page_is_known_by_its_first_lines() {
        for (printed, page) in [
            (true, "1 document, 7 words, 2014-07-04; 1 mention of 1 entity\nBy day of publication, UTC; list\n"),
            (
                true,
                "Dated by the texts: 1 document\nAll of the run: 1,204 documents, 7 words; 2 mentions of 2 entities\n",
            ),
            (true, "Old  1 document, 1 mention of 1 entity\nNew  2 documents, 2 mentions of 1 entity\n"),
            (true, "undated     Mosul fell.\n            mosul · one.txt · capitalised · copy of b\n"),
            (true, "323 BC\n  Babylon fell.\n  babylon · a · undated\n"),
            (true, "Mentions of Mosul\nMentions per day\n\n1,5┤  \n"),
            (false, "Five documents, 20 pages; 5 mentions of names\nThe files tell of Mosul.\n"),
            (false, "5 documents, seized on Monday, tell of Mosul\n"),
            (false, "2014-07-04  Mosul fell.\n            The army said so.\n"),
            (false, "2014-07-04\n  Mosul fell.\n  Raqqa · Aleppo\n"),
            (false, "Mosul  a town · Iraq\nIt has 12 mentions in 3 documents\nFirst named by Xenophon.\n"),
            (false, "warning: rain\nMosul was wet.\n"),
            (false, ""),
        ] {
            assert_eq!(is_printed(page), printed, "{page}");
        }
    }

    #[test]
    fn the_rules_are_those_of_the_matcher() {
        assert_eq!(RULES, Rule::ALL.map(Rule::name));
    }
}
