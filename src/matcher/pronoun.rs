//! "US" against "us" in capitals: "LET US BE CLEAR", "Contact US | About Us", and the dollar of "US$5 million".

use super::context::{next_word, previous_word, word_at};
use super::emphasis::{is_shouted, spells_a_function_word};

/// Words that take "us" behind them at the beginning of a headline, a heading or a button: imperatives, and "about".
const OPENERS: [&str; 20] = [
    "about", "ask", "call", "contact", "email", "follow", "forgive", "give", "help", "join", "leave", "let", "like",
    "mail", "send", "show", "support", "tell", "trust", "visit",
];
/// What is written behind an imperative and its "us" besides words of the closed classes: "LEAVE US ALONE".
const BEHIND: [&str; 3] = ["alone", "know", "today"];
/// What sets "us" against "them".
const AGAINST: [&str; 5] = ["against", "and", "or", "versus", "vs"];

/// Whether the name at `start..end` is the pronoun in capitals, and no country.
pub(super) fn is_us(text: &str, start: usize, end: usize) -> bool {
    text[start..end] == *"US" && (is_object(text, start, end) || is_of_us_all(text, end) || is_against_them(text, end))
}

/// Whether the name is part of a currency's: "US$5 million".
pub(super) fn is_of_a_currency(text: &str, end: usize) -> bool {
    text[end..].starts_with('$')
}

/// "FOLLOW US ON TWITTER", "JOIN US:", "PLEASE LET US KNOW", "Contact US".
fn is_object(text: &str, start: usize, end: usize) -> bool {
    let Some(verb) = previous_word(text, start) else { return false };
    let word = &text[verb.clone()];
    let shouted = is_shouted(word);
    if shouted && word == "LET" {
        return true;
    }
    let is_opener = OPENERS.contains(&word.to_ascii_lowercase().as_str()) && opens(text, verb.start);
    let behind = next_word(text, end).map(|at| word_at(text, at).to_lowercase());
    let goes_on = |word: String| shouted && (spells_a_function_word(&word) || BEHIND.contains(&word.as_str()));
    // What follows in small letters makes it the country: "Join US troops".
    is_opener && behind.is_none_or(goes_on)
}

/// Whether a line, a sentence, a quotation or an item of a menu begins at a byte.
fn opens(text: &str, start: usize) -> bool {
    let line = text[..start].trim_end_matches([' ', '\t', '\u{a0}']);
    line.is_empty()
        || line.ends_with(|sign: char| !(sign.is_alphanumeric() || matches!(sign, ',' | '-' | '\'' | '’' | ')')))
}

/// "FOR US ALL", "IT CONCERNS US BOTH".
fn is_of_us_all(text: &str, end: usize) -> bool {
    next_word(text, end).is_some_and(|at| matches!(word_at(text, at), "ALL" | "BOTH"))
}

/// "It's US against THEM."
fn is_against_them(text: &str, end: usize) -> bool {
    let word = |after: usize| next_word(text, after).map(|at| (word_at(text, at), at));
    let Some((against, at)) = word(end) else { return false };
    let them = || word(at + against.len()).is_some_and(|(word, _)| word.eq_ignore_ascii_case("them"));
    AGAINST.contains(&against.to_ascii_lowercase().as_str()) && them()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pronoun_is_told_from_the_country() {
        for (text, pronoun) in [
            ("LET US BE CLEAR: THIS IS WAR", true),
            ("WILL THEY LET US PASS", true),
            ("FOLLOW US ON THE WEB", true),
            ("TALKS END | JOIN US: THE MARCH IS ON", true),
            ("LEAVE US ALONE, SAYS MAYOR", true),
            ("WHAT THE FIGHTING MEANS FOR US ALL", true),
            ("HOME | ABOUT US | NEWS", true),
            ("Contact US | About Us", true),
            ("“It is US against THEM,” she said.", true),
            ("US vs them", true),
            ("US AND IRAQ SIGN DEAL", false),
            ("ALLIES JOIN US IN STRIKES", false),
            ("JOIN US TROOPS, SHE SAID", false),
            ("Follow US markets here.", false),
            ("Leave US troops alone.", false),
            ("KURDS HELP US IN RAQQA", false),
            ("The US and Iran talked.", false),
        ] {
            let at = text.find("US").unwrap();
            assert_eq!(is_us(text, at, at + 2), pronoun, "{text}");
        }
    }

    #[test]
    fn words_are_sorted() {
        assert!(OPENERS.is_sorted() && BEHIND.is_sorted() && AGAINST.is_sorted());
    }
}
