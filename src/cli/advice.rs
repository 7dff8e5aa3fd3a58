//! What a wrong command line was meant to be, as a command that can be pasted.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use dateline::text::shell_word;

/// The same error, with what was meant as far as one can tell.
pub fn with_command_meant(error: clap::Error) -> clap::Error {
    with_forms(with_type(error))
}

/// Says how JSON is had where a command has no `--json`, being one that writes several forms.
fn with_forms(mut error: clap::Error) -> clap::Error {
    let asked = matches!(error.get(ContextKind::InvalidArg), Some(ContextValue::String(name)) if name == "--json");
    if asked && error.kind() == ErrorKind::UnknownArgument {
        let hint = "here it is --format json or --format jsonl; --help lists the forms".to_owned();
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![hint.into()]));
    }
    error
}

/// Of a chart without a type, the command that was meant.
fn with_type(mut error: clap::Error) -> clap::Error {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if error.kind() == ErrorKind::ValueValidation
        && let Some(command) = chart_of_names(&words)
    {
        let tip = format!("for lines of these names: {command}").into();
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
    }
    error
}

/// The line chart that was meant where a name stands in the place of the chart's type.
fn chart_of_names(words: &[String]) -> Option<String> {
    let at = words.iter().position(|word| word == "chart")?;
    let (before, after) = words.split_at(at + 1);
    let first = after.first().filter(|first| !first.starts_with('-') && !first.contains('.'))?;
    // A type that was misspelt is no name.
    let like = |kind: &&str| strsim::jaro_winkler(kind, &first.to_lowercase()) > LIKE_A_TYPE;
    if super::choice::CHARTS.iter().any(like) {
        return None;
    }
    let plain = |word: &str| {
        word.starts_with('-') && word.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
    };
    let quoted = |word: &String| if plain(word) { format!(" {word}") } else { format!(" {}", shell_word(word)) };
    let quoted = |words: &[String]| words.iter().map(quoted).collect::<String>();
    let names = after.iter().take_while(|word| !word.starts_with('-')).cloned().collect::<Vec<_>>();
    let rest = &after[names.len()..];
    let output = rest.iter().any(|word| word.starts_with("-o") || word.starts_with("--output"));
    let output = if output { "" } else { " -o chart.svg" };
    Some(format!("dateline{} lines{}{}{output}", quoted(before), quoted(&names), quoted(rest)))
}

/// Above this likeness (Jaro-Winkler, 0 to 1) to a type a word is one, misspelt.
const LIKE_A_TYPE: f64 = 0.8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_the_place_of_a_type_are_drawn_as_lines() {
        for (typed, meant) in [
            ("chart Mosul Raqqa", Some("dateline chart lines Mosul Raqqa -o chart.svg")),
            ("-q chart mosul -o a.svg -d run", Some("dateline -q chart lines mosul -o a.svg -d run")),
            ("chart line mosul", None),
            ("chart heatmaps", None),
            ("chart --size 9", None),
            ("summary --top x", None),
        ] {
            let words: Vec<String> = typed.split(' ').map(str::to_owned).collect();
            assert_eq!(chart_of_names(&words).as_deref(), meant, "{typed}");
        }
    }
}
