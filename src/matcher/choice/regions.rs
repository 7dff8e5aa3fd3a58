//! The state or the country that a text names directly behind a place: "Moscow, Idaho", "Lebanon, Pa.", "Tripoli
//! (Lebanon)".
//!
//! What follows a comma may as well be the next of a list ("Baghdad, Iraq and Syria") or the subject of the sentence
//! ("In Paris, Texas oil firms met"). So it must be closed: by punctuation, or, after a state that is no city's name
//! too, by a small word.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::evidence::{is_one_of, starts_sentence};
use crate::gazetteer::{abbreviations, countries};
use crate::matcher::context::{last_word, next_word, previous_word, word_at};

/// A country, or a state or province of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    /// Two letters.
    pub(super) country: [u8; 2],
    /// The name of the division, and all that it is written as; none for a country.
    pub(super) division: Option<&'static Division>,
}

/// A state or a province.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Division {
    country: [u8; 2],
    /// Its name, then its abbreviations.
    written: Vec<&'static str>,
    /// The name in capitals, as datelines have it.
    capitals: String,
}

impl Division {
    /// Whether it is called so.
    pub(super) fn is_called(&self, name: &str) -> bool {
        self.written.contains(&name)
    }
}

static DIVISIONS: LazyLock<Vec<Division>> = LazyLock::new(|| {
    let rows = abbreviations::rows().filter(|(_, name, _)| *name == "Georgia" || countries::code_of(name).is_none());
    let division = |(country, name, short): (&str, &'static str, std::str::Split<'static, &'static str>)| {
        let country = country.as_bytes().try_into().ok()?;
        let written = std::iter::once(name).chain(short).collect();
        Some(Division { country, written, capitals: name.to_uppercase() })
    };
    rows.filter_map(division).collect()
});

/// How a region is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// By the name of a state that is nothing else.
    State,
    /// By the name of a country, or of a state that is a city's too.
    Country,
    /// Abbreviated with a point.
    Pointed,
    /// By two capitals.
    Code,
}

/// A way to write a division.
type Spelling = (&'static str, Form, &'static Division);

/// All ways to write all divisions, by their first letters: the question is asked behind every name that a comma
/// follows.
static SPELLINGS: LazyLock<HashMap<char, Vec<Spelling>>> = LazyLock::new(|| {
    let mut spellings: HashMap<char, Vec<Spelling>> = HashMap::new();
    for spelling in DIVISIONS.iter().flat_map(spellings_of) {
        spellings.entry(spelling.0.chars().next().unwrap_or_default()).or_default().push(spelling);
    }
    spellings
});

/// States whose names are cities' too, or countries': in a list they may be those.
const TWO_THINGS: &[&str] = &["Washington", "New York", "Georgia", "Quebec"];
/// Those that are cities' names, in capitals.
const CITIES: &[&str] = &["NEW YORK", "WASHINGTON"];
/// Codes that are words in a headline in capitals, or other things.
const DOUBTFUL_CODES: &[&str] = &["HI", "IN", "LA", "ME", "OH", "OK", "OR", "PA", "ON", "MB", "NB", "NS"];
/// Words that go on with a list.
const LISTING: &[&str] = &["and", "or", "nor", "as", "but", "plus"];
/// Words that open a sentence before a place: what follows the place's comma may be its subject.
const OPENING: &[&str] = &["in", "at", "from", "near", "outside", "around", "across", "inside", "for", "to", "on"];

/// Whether a name is a state's or a province's.
pub(super) fn is_division(name: &str) -> bool {
    DIVISIONS.iter().any(|division| division.written[0] == name || division.capitals == name)
}

/// Whether a state or a country stands directly behind a name, as what it lies in.
pub(in crate::matcher) fn is_before_region(text: &str, start: usize, end: usize) -> bool {
    text[end..].starts_with([',', ' ']) && behind(text, start, end).is_some()
}

/// The regions that the words directly behind a place's name may mean, if any: "Georgia" is two.
pub(super) fn behind(text: &str, start: usize, end: usize) -> Option<Vec<Region>> {
    let rest = &text[end..];
    let opened = rest.strip_prefix(',').or_else(|| rest.strip_prefix(" ("))?;
    let words = opened.trim_start_matches([' ', '\n', '\u{a0}']);
    if opened.len() - words.len() > 2 || !words.starts_with(char::is_uppercase) {
        return None;
    }
    let at = text.len() - words.len();
    let (length, form, regions) = read(words)?;
    let is_listed = form == Form::Country && rest.starts_with(',') && is_one_of_cities(text, start, &words[..length]);
    (!is_listed && is_closed(text, start, at + length, form)).then_some(regions)
}

/// Whether what follows a place's comma may be the next of a list of cities: another name stands before the place ("in
/// Paris, London, New York."), or it is a city's name in capitals, where a dateline has its state in small letters or
/// as an abbreviation ("LONDON, NEW YORK (Agency)").
fn is_one_of_cities(text: &str, start: usize, region: &str) -> bool {
    let before = text[..start].trim_end().strip_suffix(',').map(last_word);
    let listed = before.is_some_and(|word| word.starts_with(char::is_uppercase));
    listed || CITIES.contains(&region)
}

/// The longest region that a text begins with, how it is written, and all that it may be.
fn read(words: &str) -> Option<(usize, Form, Vec<Region>)> {
    let known = SPELLINGS.get(&words.chars().next()?).map_or(&[][..], |all| all);
    let state = known.iter().filter(|(written, ..)| begins_with(words, written));
    let state = state.max_by_key(|(written, ..)| written.len());
    let country = country(words);
    let (length, form) = match (&state, &country) {
        (Some((written, form, _)), Some((length, _))) if length <= &written.len() => (written.len(), *form),
        (Some((written, form, _)), None) => (written.len(), *form),
        (_, Some((length, _))) => (*length, Form::Country),
        (None, None) => return None,
    };
    let mut regions = Vec::new();
    if let Some((_, _, division)) = state.filter(|(written, ..)| written.len() == length) {
        regions.push(Region { country: division.country, division: Some(division) });
    }
    regions
        .extend(country.filter(|(found, _)| *found == length).map(|(_, country)| Region { country, division: None }));
    Some((length, form, regions))
}

/// All that a division is written as.
fn spellings_of(division: &'static Division) -> impl Iterator<Item = Spelling> {
    let form = |written: &str| match written {
        _ if TWO_THINGS.contains(&written) => Form::Country,
        _ if written.len() == 2 && written.bytes().all(|byte| byte.is_ascii_uppercase()) => Form::Code,
        _ if written.ends_with('.') => Form::Pointed,
        _ => Form::State,
    };
    let capitals = (division.capitals.as_str(), form(division.written[0]), division);
    division.written.iter().map(move |written| (*written, form(written), division)).chain([capitals])
}

/// Whether a text begins with a word or several.
fn begins_with(text: &str, words: &str) -> bool {
    let next = text.strip_prefix(words).map(|rest| rest.chars().next());
    next.is_some_and(|next| next.is_none_or(|next| !next.is_alphanumeric()))
}

/// The longest name of a country that a text begins with.
fn country(words: &str) -> Option<(usize, [u8; 2])> {
    const WORDS: usize = 4;
    const SHORTEST: usize = 4;
    // Behind nearly every comma stands something else.
    if !countries::may_begin(words) {
        return None;
    }
    let ends = words.char_indices().filter(|(_, c)| !c.is_alphabetic() && *c != '-' && *c != '\'').map(|(at, _)| at);
    let ends: Vec<usize> = ends.chain([words.len()]).take(WORDS).collect();
    ends.iter().rev().find_map(|&end| {
        let name = words.get(..end).filter(|name| name.len() >= SHORTEST)?;
        let code = countries::code_of(name)?;
        Some((end, code.as_bytes().try_into().ok()?))
    })
}

/// Whether a region that ends at a byte belongs to the name that begins at another, and to nothing behind it.
fn is_closed(text: &str, start: usize, end: usize, form: Form) -> bool {
    let rest = &text[end..];
    // A line may break anywhere; a blank line ends all.
    let after = match rest.trim_start_matches([' ', '\u{a0}']) {
        end if end.starts_with("\n\n") => "",
        line => line.strip_prefix('\n').map_or(line, str::trim_start),
    };
    let spaced = after.len() < rest.len();
    let dashed = ["—", "–", "--", "- "].iter().any(|dash| after.starts_with(dash));
    let is_list = |text: &str, at: usize| next_word(text, at).is_some_and(|at| is_one_of(word_at(text, at), LISTING));
    match (form, after.chars().next()) {
        (Form::Pointed, _) => !is_list(text, end),
        (_, None | Some('(')) => form != Form::Country || after.starts_with('('),
        (Form::Code, Some(next)) => {
            let postal = next.is_ascii_digit() && spaced;
            let code = &text[end - 2..end];
            postal || (!DOUBTFUL_CODES.contains(&code) && (dashed || matches!(next, ',' | '.' | ';' | ')')))
        }
        (_, Some('.' | ';' | ':' | ')' | '!' | '?')) => !spaced,
        _ if dashed => true,
        (_, Some(',')) => is_closed_by_comma(text, end + 1, form),
        (Form::State, Some(next)) if next.is_lowercase() => !is_list(text, end) && !opens_sentence(text, start),
        _ => false,
    }
}

/// Whether what follows a region and a comma goes on with no list.
fn is_closed_by_comma(text: &str, after: usize, form: Form) -> bool {
    let Some(at) = next_word(text, after) else { return false };
    let word = word_at(text, at);
    match word.chars().next() {
        Some(first) if first.is_lowercase() => !is_one_of(word, LISTING),
        // "CAIRO, Egypt, June 5": a dateline.
        Some(_) if is_month(word) => true,
        Some(first) if first.is_uppercase() => form == Form::State && read(&text[at..]).is_none(),
        _ => false,
    }
}

fn is_month(word: &str) -> bool {
    const MONTHS: &[&str] = &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    word.get(..3).is_some_and(|head| MONTHS.contains(&head)) && word.len() <= "September".len()
}

/// Whether a place's name stands after the preposition that opens its sentence.
fn opens_sentence(text: &str, start: usize) -> bool {
    previous_word(text, start)
        .is_some_and(|word| is_one_of(&text[word.clone()], OPENING) && starts_sentence(text, word.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_behind_a_name_is_told_from_a_list() {
        for (text, expected) in [
            ("PARIS, Texas (AP)", "US/Texas"),
            ("PARIS, TEXAS — A", "US/Texas"),
            ("Paris, Pa. — A", "US/Pennsylvania"),
            ("Paris, Texas", "US/Texas"),
            ("Paris, Texas, on Friday", "US/Texas"),
            ("A Paris, Minnesota man", "US/Minnesota"),
            ("at Paris, West Virginia.", "US/West Virginia"),
            ("PARIS, Ontario, June 5 -", "CA/Ontario"),
            ("Paris (Texas) is", "US/Texas"),
            ("10 Main St., Paris, TX 75460", "US/Texas"),
            ("Paris, New Mexico, said", "US/New Mexico"),
            ("in Paris, Lebanon, on Friday", "LB"),
            ("in Paris, Lebanon.", "LB"),
            ("PARIS, Egypt, June 5 (AP)", "EG"),
            ("Paris, Saudi Arabia, said", "SA"),
            ("Paris, Georgia, on", "US/Georgia GE"),
            ("in Paris, Washington, on", "US/Washington"),
            ("In Paris, Texas oil firms met", ""),
            ("Paris, Iraq and Syria", ""),
            ("Paris, Iraq, and Syria", ""),
            ("Paris, Iraq, Syria and Libya", ""),
            ("Paris, Texas and Ohio", ""),
            ("Paris, Texas, Ohio and Iowa", ""),
            ("Paris, Turkey agree on truce", ""),
            ("Paris, Washington agree", ""),
            ("in Rome, Paris, Washington.", ""),
            ("in Rome, Paris, Lebanon.", ""),
            ("in Rome, Paris, Texas.", "US/Texas"),
            ("PARIS, NEW YORK (Agency)", ""),
            ("PARIS, New York (Agency)", "US/New York"),
            ("Paris, Washington, Berlin", ""),
            ("Paris, Turkey", ""),
            ("PARIS, IN FLAMES", ""),
            ("Paris, Texas Governor Smith", ""),
            ("Paris, Mosul, on", ""),
            ("Paris. Texas", ""),
            ("Paris", ""),
        ] {
            let name = if text.contains("PARIS") { "PARIS" } else { "Paris" };
            let start = text.find(name).unwrap();
            let regions = behind(text, start, start + name.len()).unwrap_or_default();
            let shown: Vec<String> = regions
                .iter()
                .map(|region| {
                    let country = std::str::from_utf8(&region.country).unwrap();
                    region.division.map_or(country.to_owned(), |state| format!("{country}/{}", state.written[0]))
                })
                .collect();
            assert_eq!(shown.join(" "), expected, "{text}");
        }
    }
}
