//! Names that a register writes in capitals, as texts write them.
//!
//! Only a name that is wholly in capitals is looked at, and of a person's name ("Vitaly KUZMENKO") the words that are.
//! A capital too many loses mentions, since a name counts with a capital wherever its alias has one; a capital too few
//! loses none: the register's own spelling counts as well, for what stands all in capitals is a name's headline form.

use crate::gazetteer::common::{is_common_word, is_function_word};
use crate::gazetteer::entity::Kind;

/// Words of connection in names, which texts write small: articles, prepositions and conjunctions of the languages
/// whose registers shout most, and what Russian forms of companies are called in full.
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

/// Words of connection in people's names only: the forms of the Arabic article before the sun letters, and "son of".
const PARTICLES: &[&str] = &["ad", "an", "ar", "as", "ash", "ath", "az", "ben"];

/// Forms of companies and what else is written in capitals whatever stands around it, and is too long to be seen as
/// one.
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
    // Words with what stands between them, which stays.
    let parts: Vec<&str> =
        name.split_inclusive(|character: char| character.is_whitespace() || character == '-').collect();
    let is_word = |part: &&str| part.chars().any(char::is_alphabetic);
    let mut text = String::with_capacity(name.len());
    for (index, part) in parts.iter().enumerate() {
        let next = parts[index + 1..].iter().find(|part| is_word(part));
        let at = At {
            first: !parts[..index].iter().any(is_word),
            last: next.is_none(),
            before_capitals: next.is_some_and(|next| !next.chars().any(char::is_lowercase)),
        };
        text.push_str(&word(part, style, at));
    }
    (text != name).then_some(text)
}

/// Where a word stands in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct At {
    first: bool,
    last: bool,
    /// Whether the next word is in capitals, too.
    before_capitals: bool,
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

fn word(part: &str, style: Style, at: At) -> String {
    let bare = part.trim_matches(|character: char| !character.is_alphanumeric());
    let letters = bare.chars().filter(|character| character.is_alphabetic()).count();
    let is_capital = bare.chars().all(|character| !character.is_lowercase()) && letters > 0;
    let is_plain = bare.chars().all(|character| character.is_alphabetic() || "'’".contains(character));
    if !is_capital || !is_plain || is_roman(bare) && !at.first || ACRONYMS.contains(&bare) {
        return part.to_owned();
    }
    let small = bare.to_lowercase();
    let replaced = |by: &str| part.replacen(bare, by, 1);
    let connects = connects(&small, style);
    // A letter by itself is a person's initial, and the last word a surname ("Minh DO"), whatever it is.
    let may_connect = !at.first && (style == Style::Other || letters > 1 && !at.last);
    if may_connect && connects {
        return replaced(&small);
    }
    if let Some((_, written)) = WRITTEN.iter().find(|(capital, _)| *capital == bare && style == Style::Other) {
        return replaced(written);
    }
    let alone = at.first && part.len() == bare.len() && !at.before_capitals;
    let stays = match style {
        _ if letters == 1 => true,
        Style::Person => false,
        // "Ming LI" and "AL-KARIM, Adel", but "DJ Karim".
        Style::Surname if letters == 2 => !(if at.first { connects } else { has_vowel(&small) }),
        Style::Surname => alone && letters < LONG,
        Style::Other => is_acronym(&small, letters),
    };
    if stays { part.to_owned() } else { replaced(&capitalised(bare)) }
}

/// Whether it is a word of connection, in small letters.
fn connects(small: &str, style: Style) -> bool {
    CONNECTIONS.binary_search(&small).is_ok() || style != Style::Other && PARTICLES.contains(&small)
}

/// A short word that is neither a word of English nor a usual one of names, or one without a vowel.
fn is_acronym(small: &str, letters: usize) -> bool {
    let known = is_common_word(small) || is_function_word(small) || SHORT.contains(&small);
    !known && (letters <= 3 || !has_vowel(small))
}

fn has_vowel(small: &str) -> bool {
    small.chars().any(|character| {
        "aeiouyаеёиоуыэюяіїєαειουωηυ".contains(character) || !character.is_ascii() && character < '\u{300}'
    })
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
            ("Karim Adel AL-NOUR", Kind::Person, "Karim Adel al-Nour"),
            ("Karim Adel AL NOUR", Kind::Person, "Karim Adel al Nour"),
            ("Karim ASH-SHAMI", Kind::Person, "Karim ash-Shami"),
            ("Karim BIN ADEL", Kind::Person, "Karim bin Adel"),
            ("Karim AL Nour", Kind::Person, "Karim al Nour"),
            ("Rosa DE LA VEGA", Kind::Person, "Rosa de la Vega"),
            ("Anna VAN DER VARN", Kind::Person, "Anna van der Varn"),
            ("AL-NOUR, Karim", Kind::Person, "Al-Nour, Karim"),
            ("DE LA VEGA Rosa", Kind::Person, "De la Vega Rosa"),
            ("BIN ADEL Karim", Kind::Person, "Bin Adel Karim"),
            ("Minh DO", Kind::Person, "Minh Do"),
            ("Ming LI", Kind::Person, "Ming Li"),
            ("Pak KI SUN", Kind::Person, "Pak Ki Sun"),
            ("TRAN VAN DO", Kind::Person, "Tran van Do"),
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
            ("DJ Karim", Kind::Person),
            ("Benedict Varn JR", Kind::Person),
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
