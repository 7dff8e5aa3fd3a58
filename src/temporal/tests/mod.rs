mod antiquity;
mod forms;
mod french;
mod german;
mod narratives;
mod properties;
mod web;

use super::*;

/// The examples of the tables: what stands in braces is found, with its values, and nothing else.
#[test]
fn the_examples_of_the_rules_hold() {
    for code in LANGUAGES {
        the_examples_hold(&Tagger::for_language(code).unwrap());
    }
}

fn the_examples_hold(tagger: &Tagger) {
    let published = Some("2017-06-14".parse().unwrap());
    let mut wrong = Vec::new();
    for (rule, marked, values) in &tagger.language.rules.examples {
        let text = marked.replace(['{', '}'], "");
        let found = tagger.references(&text, published);
        let mut pieces = Vec::new();
        let mut at = 0;
        for reference in &found.references {
            pieces.push(format!("{}{{{}}}", &text[at..reference.start], &text[reference.start..reference.end]));
            at = reference.end;
        }
        let shown = pieces.concat() + &text[at..];
        let mut got: Vec<_> =
            found.references.iter().map(|found| found.value.clone().unwrap_or("unresolved".into())).collect();
        let wanted: Vec<_> = values.split(", ").map(str::to_owned).collect();
        // Where the text names what it counts from, the last values are the example's.
        let unmarked = got.len().saturating_sub(wanted.len());
        got.drain(..unmarked);
        let all_marked = shown.matches('{').count() == marked.matches('{').count() + unmarked;
        if got != wanted || !all_marked || !found.references.iter().any(|found| found.rule == *rule) {
            wrong.push(format!("{rule}: {marked} = {values}\n   got {shown} = {}", got.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Each text, published on Wednesday, 2017-06-14, has the dates that are wanted, in order: "Friday = 2017-06-16; May =
/// 2017-05".
fn each_is_read<'r>(tagger: &Tagger, rows: impl Iterator<Item = &'r (&'r str, &'r str)>) {
    let published = Some("2017-06-14".parse().unwrap());
    let mut wrong = Vec::new();
    for (text, wanted) in rows {
        let found = tagger.references(text, published).references;
        let shown =
            |one: &Reference| format!("{} = {}", &text[one.start..one.end], one.value.as_deref().unwrap_or("?"));
        let got = found.iter().map(shown).collect::<Vec<_>>().join("; ");
        if got != *wanted {
            wrong.push(format!("{text}\n  wanted {wanted}\n  got    {got}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
