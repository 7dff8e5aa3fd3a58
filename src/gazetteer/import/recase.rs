//! Names that a register writes in capitals, as texts write them.
//!
//! Only a name that is wholly in capitals is looked at, and of a person's name ("Vitaly KUZMENKO") the words that are. A capital
//! too many loses mentions, since a name counts with a capital wherever its alias has one; a capital too few loses none: the
//! register's own spelling counts as well, for what stands all in capitals is a name's headline form.

use crate::gazetteer::common::{is_common_word, is_function_word};
use crate::gazetteer::entity::Kind;

/// Words of connection in names, which texts write small: articles, prepositions and conjunctions of the languages whose
/// registers shout most, and what Russian forms of companies are called in full.
#[rustfmt::skip]
const CONNECTIONS: &[&str] = &[
    "al", "and", "at", "aux", "bin", "bint", "by", "da", "das", "de", "degli", "dei", "del", "della", "delle", "den",
    "der", "des", "di", "do", "dos", "du", "e", "ed", "el", "en", "et", "for", "för", "für", "ibn", "im", "in", "la",
    "las", "le", "les", "los", "och", "of", "og", "on", "the", "to", "ul", "und", "van", "ve", "von", "y", "zu",
    "zum", "zur", "акционерное", "ведомственное", "во", "государственное", "для", "до", "за", "и", "из", "имени",
    "казенное", "казённое", "компания", "на", "научно", "некоммерческая", "областное", "образования", "общественная",
    "общество", "ограниченной", "организация", "от", "ответственностью", "по", "предприятие", "при",
    "производственное", "с", "служба", "та", "унитарное", "управление", "учреждение", "федеральное", "центр",
];

/// Forms of companies and what else is written in capitals whatever stands around it, and is too long to be seen as one.
#[rustfmt::skip]
const ACRONYMS: &[&str] = &[
    "CJSC", "DMCC", "FGUP", "FZCO", "FZE", "FZLLC", "GUP", "JSC", "LLC", "LLP", "NATO", "OAO", "OJSC", "OOO", "PAO",
    "PJSC", "PLC", "SARL", "ULC", "UNHCR", "UNICEF", "UNESCO", "WLL", "YPG", "ZAO", "ГУП", "ЗАО", "МВД", "МУП", "НПО", "ОАО",
    "ОДК", "ООО", "ОСК", "ПАО", "ТОО", "УВКБ", "ФГБУ", "ФГУП", "ФСБ",
];

/// Forms of companies that texts write in a way of their own.
#[rustfmt::skip]
const WRITTEN: &[(&str, &str)] = &[
    ("CO", "Co"), ("CORP", "Corp"), ("GMBH", "GmbH"), ("INC", "Inc"), ("LDA", "Lda"), ("LTD", "Ltd"), ("PTE", "Pte"),
    ("PTY", "Pty"), ("PVT", "Pvt"), ("SPA", "SpA"), ("SRL", "Srl"),
];

/// Short words of names of places that are no English ones.
const SHORT: &[&str] =
    &["abu", "bab", "bir", "dar", "don", "kfar", "mar", "rio", "san", "sao", "sol", "st", "sur", "tal", "tel"];

/// The name as texts write it; none if that is how it stands.
pub(super) fn recased(name: &str, kind: Kind) -> Option<String> {
    let cased = |character: char| character.is_uppercase() || character.is_lowercase();
    // Among letters without capitals, capitals are no shouting.
    if name.chars().any(|character| character.is_alphabetic() && !cased(character)) {
        return None;
    }
    let whole = !name.chars().any(char::is_lowercase);
    let several = name.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count() > 1;
    let style = match (kind, whole && several) {
        (Kind::Person, true) => Style::Person,
        (Kind::Person, false) => Style::Surname,
        (_, true) => Style::Other,
        (_, false) => return None,
    };
    let mut text = String::with_capacity(name.len());
    let mut first = true;
    // Words with what stands between them, which stays.
    for part in name.split_inclusive(|character: char| character.is_whitespace() || character == '-') {
        text.push_str(&word(part, style, first));
        first &= !part.chars().any(char::is_alphabetic);
    }
    (text != name).then_some(text)
}

/// How the words of a name are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// A person's name, all of it in capitals.
    Person,
    /// A person's name of which some words are in capitals: surnames.
    Surname,
    /// Another name, all of it in capitals.
    Other,
}

/// The fewest letters of a word by itself that is taken for a surname and for no acronym: "KUZMENKO", not "MBS".
const LONG: usize = 5;

fn word(part: &str, style: Style, first: bool) -> String {
    let bare = part.trim_matches(|character: char| !character.is_alphanumeric());
    let letters = bare.chars().filter(|character| character.is_alphabetic()).count();
    let is_capital = bare.chars().all(|character| !character.is_lowercase()) && letters > 0;
    let is_plain = bare.chars().all(|character| character.is_alphabetic() || "'’".contains(character));
    if !is_capital || !is_plain || is_roman(bare) && !first || ACRONYMS.contains(&bare) {
        return part.to_owned();
    }
    let small = bare.to_lowercase();
    let replaced = |by: &str| part.replacen(bare, by, 1);
    // A letter by itself is a person's initial.
    let may_connect = !first && style != Style::Surname && (letters > 1 || style == Style::Other);
    if may_connect && CONNECTIONS.binary_search(&small.as_str()).is_ok() {
        return replaced(&small);
    }
    if let Some((_, written)) = WRITTEN.iter().find(|(capital, _)| *capital == bare && style == Style::Other) {
        return replaced(written);
    }
    let stays = match style {
        _ if letters == 1 => true,
        Style::Person => false,
        Style::Surname => letters < if first && part.len() == bare.len() { LONG } else { 3 },
        Style::Other => is_acronym(&small, letters),
    };
    if stays { part.to_owned() } else { replaced(&capitalised(bare)) }
}

/// A short word that is neither a word of English nor a usual one of names, or one without a vowel.
fn is_acronym(small: &str, letters: usize) -> bool {
    let known = is_common_word(small) || is_function_word(small) || SHORT.contains(&small);
    let vowel = |character: char| {
        "aeiouyаеёиоуыэюяіїєαειουωηυ".contains(character) || !character.is_ascii() && character < '\u{300}'
    };
    !known && (letters <= 3 || !small.chars().any(vowel))
}

/// Whether it is a number as kings and popes have it: up to XXXIX.
fn is_roman(word: &str) -> bool {
    let tens = word.trim_start_matches('X');
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    word.len() > 1 && word.len() - tens.len() <= 3 && ones.contains(&tens)
}

/// A capital at the start and after an apostrophe, the rest small.
fn capitalised(word: &str) -> String {
    let mut start = true;
    let mut text = String::with_capacity(word.len());
    for character in word.chars() {
        if start {
            text.push(character);
        } else {
            text.extend(character.to_lowercase());
        }
        start = !character.is_alphabetic();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_connection_are_sorted() {
        assert!(CONNECTIONS.is_sorted_by(|one, other| one < other));
    }

    #[test]
    fn names_in_capitals_are_written_as_texts_write_them() {
        for (name, kind, expected) in [
            ("Vitaly Yurievich KUZMENKO", Kind::Person, "Vitaly Yurievich Kuzmenko"),
            ("Виталий КУЗЬМЕНКО", Kind::Person, "Виталий Кузьменко"),
            ("Anne O'BRIEN-SMITH", Kind::Person, "Anne O'Brien-Smith"),
            ("J.B. AL-KARIM", Kind::Person, "J.B. al-Karim"),
            ("KIM MIN UN", Kind::Person, "Kim Min Un"),
            ("XI MING", Kind::Person, "Xi Ming"),
            ("KARIM BIN ADEL AL NOUR", Kind::Person, "Karim bin Adel al Nour"),
            ("KUZMENKO", Kind::Person, "Kuzmenko"),
            ("NORTHERN STEEL WORKS", Kind::Organisation, "Northern Steel Works"),
            ("NORTHERN STEEL WORKS LTD.", Kind::Organisation, "Northern Steel Works Ltd."),
            ("THE BANK OF NEW SELVIA", Kind::Organisation, "The Bank of New Selvia"),
            ("FORCES DE LA LIBERTE", Kind::Organisation, "Forces de la Liberte"),
            ("JSC NPO NORDMASH", Kind::Organisation, "JSC NPO Nordmash"),
            ("ООО «НОРДМАШ»", Kind::Organisation, "ООО «Нордмаш»"),
            (
                "ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ \"НОРДМАШ\"",
                Kind::Organisation,
                "Общество с ограниченной ответственностью \"Нордмаш\"",
            ),
            ("CH2M HILL", Kind::Organisation, "CH2M Hill"),
            ("RAF NORTHFIELD", Kind::Place, "RAF Northfield"),
            ("NEW VARNHEIM", Kind::Place, "New Varnheim"),
        ] {
            assert_eq!(recased(name, kind).as_deref(), Some(expected), "{name}");
        }
    }

    #[test]
    fn what_is_written_in_capitals_anyway_stays() {
        for (name, kind) in [
            ("Benedict Varn III", Kind::Person),
            ("Pope Pius XVI", Kind::Person),
            ("MBS", Kind::Person),
            ("UNESCO", Kind::Organisation),
            ("USA", Kind::Place),
            ("СССР", Kind::Place),
            ("RAF Northfield", Kind::Place),
            ("RAB „Inter Tobacco“", Kind::Organisation),
            ("LLC CST", Kind::Organisation),
            ("株式会社 NPO イジュ", Kind::Organisation),
            ("УВКБ ООН", Kind::Organisation),
        ] {
            assert_eq!(recased(name, kind), None, "{name}");
        }
    }
}
