//! Finds names and dates in a string.
//!
//! ```text
//! cargo run --example tag_a_string -- "On 17 October 2017 Raqqa fell to the SDF."
//! ```

use dateline::gazetteer::Gazetteer;
use dateline::matcher::{Matcher, Scratch, Subject};
use dateline::temporal::Tagger;

fn main() {
    let given = std::env::args().nth(1);
    let text = given.as_deref().unwrap_or("On 17 October 2017 Raqqa fell to the SDF, three years after ISIS had come.");
    tag(text).iter().for_each(|line| println!("{line}"));
}

/// A line for each name and date: where it stands, what it is, and why.
fn tag(text: &str) -> Vec<String> {
    let gazetteer = Gazetteer::bundled();
    let matcher = Matcher::new(&gazetteer);
    // A publication date would ground relative dates such as "last week"; here there is none.
    let subject = Subject { text, ..Subject::default() };
    let (mentions, _) = matcher.find(&gazetteer, subject, &mut Scratch::default());
    let names = mentions.iter().map(|mention| {
        let entity = &gazetteer.entities[mention.entity as usize];
        let surface = &text[mention.start..mention.end];
        format!(
            "{}..{} {surface} = {} ({}, {})",
            mention.start,
            mention.end,
            entity.id,
            entity.kind,
            mention.rule.name()
        )
    });
    let found = Tagger::english().references(text, None);
    let dates = found.references.iter().map(|reference| {
        let value = reference.value.as_deref().or(reference.unresolved).unwrap_or_default();
        format!("{}..{} {} = {value}", reference.start, reference.end, &text[reference.start..reference.end])
    });
    names.chain(dates).collect()
}

#[test]
fn names_and_dates_are_found() {
    let lines = tag("On 17 October 2017 Raqqa fell to the SDF.");
    assert!(lines.iter().any(|line| line.starts_with("19..24 Raqqa = raqqa (place")), "{lines:?}");
    assert!(lines.iter().any(|line| line == "3..18 17 October 2017 = 2017-10-17"), "{lines:?}");
}
