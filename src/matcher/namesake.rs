//! Surnames of other people: "Igor Putin" is not Vladimir Putin, and "Mustafa al-Abadi" not Haider al-Abadi.
//!
//! A surname alone is the listed person's, but not behind another given name. What stands before it is taken for one if
//! it is a given name that is frequent, or any other capitalised word in mid-sentence that is none of those that stand
//! before surnames (titles, offices, nationalities, parties, common words). It is the person's own if one of the
//! person's aliases has it, or a word that begins with the same letter: "Mike" for Michael, "Vlad" for Vladimir. Nor is
//! a surname the person's that is a given name before a surname: "Graham Greene" is not Lindsey Graham, nor "Assad
//! Suleiman, 31," the president.

use super::beside::Role;
use super::choice::{is_age, is_surname, starts_sentence};
use super::context::{next_word, previous_word, word_at};
use super::emphasis::is_title_case_around;
use super::given_names::{is_form_of_cyrillic_given_name, is_given_name_beside_surname};
use super::judge::alias_of;
use super::names::is_german_around;
use super::rule::DropRule;
use super::witness::Witness;
use super::{Candidate, Reading, Scratch};
use crate::gazetteer::common::is_common_word;
use crate::gazetteer::{Entity, Gazetteer, Kind};
use crate::text::{fold, in_lower_case};

/// Words with a capital that stand before a surname without being a given name: offices, ranks, sides and what bears a
/// person's name. Small letters.
const BEFORE_SURNAMES: [&str; 144] = [
    "admiral",
    "ambassador",
    "analyst",
    "archbishop",
    "assemblyman",
    "attorney",
    "ayatollah",
    "baron",
    "baroness",
    "bishop",
    "brig",
    "brother",
    "caliph",
    "camp",
    "candidate",
    "capt",
    "captain",
    "cardinal",
    "chairman",
    "chairwoman",
    "chancellor",
    "chief",
    "coach",
    "col",
    "colonel",
    "commander",
    "commissioner",
    "comrade",
    "congressman",
    "congresswoman",
    "conservative",
    "councillor",
    "count",
    "crown",
    "dame",
    "defence",
    "defense",
    "democrat",
    "democratic",
    "deputy",
    "dictator",
    "director",
    "doctor",
    "dr",
    "duchess",
    "duke",
    "economist",
    "emir",
    "emperor",
    "envoy",
    "ex",
    "father",
    "field",
    "former",
    "frontman",
    "gen",
    "general",
    "generalissimo",
    "gop",
    "gov",
    "governor",
    "grand",
    "hardliner",
    "hon",
    "hurricane",
    "imam",
    "independent",
    "inspector",
    "judge",
    "justice",
    "king",
    "labor",
    "labour",
    "lady",
    "late",
    "leader",
    "liberal",
    "lieut",
    "lieutenant",
    "lord",
    "lt",
    "maj",
    "major",
    "marshal",
    "mayor",
    "minister",
    "miss",
    "mother",
    "mr",
    "mrs",
    "ms",
    "mullah",
    "negotiator",
    "nominee",
    "officer",
    "oligarch",
    "operation",
    "pastor",
    "pope",
    "premier",
    "pres",
    "president",
    "prime",
    "prince",
    "princess",
    "prof",
    "professor",
    "progressive",
    "project",
    "prophet",
    "queen",
    "rebel",
    "rep",
    "representative",
    "republican",
    "rev",
    "reverend",
    "saint",
    "sayyid",
    "sec",
    "secretary",
    "sen",
    "senator",
    "sergeant",
    "sgt",
    "shah",
    "sheik",
    "sheikh",
    "sheriff",
    "sir",
    "sister",
    "speaker",
    "spokesman",
    "spokeswoman",
    "st",
    "strongman",
    "sultan",
    "supt",
    "team",
    "then",
    "tory",
    "tsar",
    "vice",
    "warlord",
];
/// Small words between a given name and what is then no surname of the person's.
const PARTICLES: &[&str] = &["bin", "ibn", "bint", "von", "van", "abu", "abd"];

/// Drops the readings of candidates (from `first` on, in order) that are surnames behind somebody else's given name.
pub(super) fn drop(gazetteer: &Gazetteer, text: &str, scratch: &mut Scratch, first: usize, witness: &mut impl Witness) {
    let Scratch { candidates, readings, .. } = scratch;
    let mut write = first;
    // Where the name before, dropped or not, ends.
    let mut before = None;
    for index in first..candidates.len() {
        let candidate = candidates[index].clone();
        let own = &readings[candidate.readings.clone()];
        let named = before.replace(candidate.end);
        // Most names are no surnames, which is asked more quickly than what stands before them.
        let surname = own.iter().all(|(reading, _)| is_surname_of(gazetteer, *reading));
        let given = || given_name_before(text, &candidate).filter(|word| named != Some(word.end));
        let is_anothers =
            || given().is_some_and(|word| is_of_another(gazetteer, &text[word], own.iter().map(|(one, _)| *one)));
        let next = candidates.get(index + 1).map(|next| next.start);
        let drops = surname
            && (is_anothers()
                || is_of_a_firm(text, &candidate)
                || (next != Some(candidate.end + 1) && is_given_name(text, &candidate)));
        if drops {
            witness.dropped(DropRule::InsideName, candidate.place(), own.iter().map(|(reading, _)| *reading));
        } else {
            candidates[write] = candidate;
            write += 1;
        }
    }
    candidates.truncate(write);
}

/// The bytes of a word before a name that may be a given name.
fn given_name_before(text: &str, candidate: &Candidate) -> Option<std::ops::Range<usize>> {
    if text[candidate.start..candidate.end].contains(' ') {
        return None;
    }
    let mut start = candidate.start;
    // "Mustafa al-Abadi", where Abadi is listed.
    for article in ["al-", "Al-", "el-", "El-"] {
        start -= if text[..start].ends_with(article) { article.len() } else { 0 };
    }
    let word = adjacent(text, start)?;
    let written = &text[word.clone()];
    if PARTICLES.contains(&written) {
        return Some(word);
    }
    // "Booker T. Powell"
    let is_initial =
        written.len() == 2 && written.ends_with('.') && written.starts_with(|c: char| c.is_ascii_uppercase());
    let word = if is_initial { adjacent(text, word.start)? } else { word };
    let written = &text[word.clone()];
    if is_given_name_beside_surname(written) || is_form_of_cyrillic_given_name(written) {
        return Some(word);
    }
    let next = next_word(text, candidate.end).is_some_and(|at| text[at..].starts_with(char::is_uppercase));
    let is_unknown = is_name(written)
        // "WRAPUP 8-Frustrated Putin quits", "Urges Putin Administration".
        && text[..word.start].ends_with([' ', '\n'])
        && !next
        && !starts_sentence(text, word.start)
        && !in_lower_case(written, |word| BEFORE_SURNAMES.binary_search(&word).is_ok())
        && !is_nationality(written)
        && !is_common_word(written)
        && !is_title_case_around(text, word.start, candidate.end)
        // Every noun of German has a capital.
        && !is_german_around(text, word.start, candidate.end);
    is_unknown.then_some(word)
}

/// Whether a name stands twice in a firm's: "Johnson & Johnson".
fn is_of_a_firm(text: &str, candidate: &Candidate) -> bool {
    let Candidate { start, end, .. } = *candidate;
    let name = &text[start..end];
    text[end..].strip_prefix(" & ").is_some_and(|rest| word_at(rest, 0) == name)
        || text[..start].strip_suffix(" & ").is_some_and(|rest| rest.ends_with(name))
}

/// Whether a name is a given name before a surname: one that is frequent, or any before what the text tells to be a
/// person's ("Assad Suleiman, 31, a tailor").
fn is_given_name(text: &str, candidate: &Candidate) -> bool {
    let Candidate { start, end, .. } = *candidate;
    let Some(rest) = text[end..].strip_prefix(' ') else { return false };
    let next = word_at(text, text.len() - rest.len());
    let behind = &rest[next.len()..];
    (is_given_name_beside_surname(&text[start..end]) || is_age(behind) || behind.starts_with(", who "))
        && is_name(next)
        && !is_common_word(next)
        && (is_surname(next) || !(Role::Thing.is_of(next) || Role::Firm.is_of(next) || is_nationality(next)))
        && !is_title_case_around(text, start, end)
}

/// The word that ends one space before a byte.
fn adjacent(text: &str, start: usize) -> Option<std::ops::Range<usize>> {
    let word = previous_word(text, start).filter(|word| &text[word.end..start] == " ")?;
    (!text[word.clone()].ends_with(['\'', '’'])).then_some(word)
}

/// A capital, and small letters after it, in Latin letters.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|first| first.is_uppercase() && first < '\u{250}')
        && letters.clone().all(|letter| letter.is_lowercase())
        && letters.count() >= 2
}

/// Words of peoples: "Russian", "Japanese", "Turkish", "Iraqi", "Dutch", "Greek".
fn is_nationality(word: &str) -> bool {
    let ends = ["an", "ese", "ish", "i", "ch", "eek", "ist", "iste", "ite", "crat"];
    ends.iter().any(|end| word.ends_with(end)) && !is_given_name_beside_surname(word) || Role::Nation.is_of(word)
}

/// Whether a reading is one word of a person who has a longer name that ends with it.
fn is_surname_of(gazetteer: &Gazetteer, reading: Reading) -> bool {
    let entity = &gazetteer.entities[reading.entity as usize];
    let alias = alias_of(gazetteer, reading);
    let longer = |other: &crate::gazetteer::Alias| {
        let rest = other.text.strip_suffix(&*alias.text);
        rest.is_some_and(|rest| rest.ends_with([' ', '-']) && rest.contains(' '))
    };
    entity.kind == Kind::Person && !alias.is_sure() && !alias.text.contains(' ') && entity.aliases.iter().any(longer)
}

/// Whether a given name is none of any of those persons'.
fn is_of_another(gazetteer: &Gazetteer, given: &str, mut readings: impl Iterator<Item = Reading>) -> bool {
    let given = fold(given);
    let initial = given.chars().next();
    let is_own = |reading: Reading| {
        let surname = fold(&alias_of(gazetteer, reading).text);
        words_of(&gazetteer.entities[reading.entity as usize])
            .any(|word| word != surname && (word == given || word.chars().next() == initial))
    };
    !readings.any(is_own)
}

/// The folded words of a person's aliases in Latin and Cyrillic letters.
fn words_of(entity: &Entity) -> impl Iterator<Item = String> {
    let words = entity.aliases.iter().flat_map(|alias| alias.text.split([' ', '-', '.']));
    let is_letter =
        |first: char| first.is_alphabetic() && (first < '\u{250}' || ('\u{400}'..='\u{4ff}').contains(&first));
    words.filter(move |word| word.starts_with(is_letter)).map(fold)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Alias;
    use crate::matcher::{Matcher, Subject};

    #[test]
    fn the_list_is_sorted() {
        assert!(BEFORE_SURNAMES.is_sorted());
    }

    #[test]
    fn a_surname_behind_anothers_given_name_is_anothers() {
        let person = |name: &str, aliases: &[&str]| {
            let mut entity = Entity::new(name, Kind::Person, name);
            entity.aliases.extend(aliases.iter().map(|alias| Alias::plain(*alias)));
            entity
        };
        let entities = vec![
            person("Vladimir Putin", &["Putin", "Владимир Путин", "Путин"]),
            person("Theresa May", &["May"]),
            person("Haider al-Abadi", &["Abadi", "al-Abadi"]),
            person("Barack Obama", &["Obama", "Barack Hussein Obama"]),
            person("Colin Powell", &["Powell"]),
            person("Lindsey Graham", &["Graham"]),
            person("Prigozhin", &[]),
        ];
        let gazetteer = Gazetteer::from(entities);
        let matcher = Matcher::new(&gazetteer);
        for (text, count) in [
            ("He met Igor Putin in Moscow.", 0),
            ("Там был Игорь Путин, с Игорем Путиным.", 0),
            ("Там были Путин, президент Путин и Владимир Владимирович Путин.", 3),
            ("Die Truppen Putins sind auf dem Weg, und die Truppen Putin folgen der Straße.", 1),
            ("UPDATE 2-Expected Putin visit is off", 1),
            ("says it Urges Putin Administration to go", 1),
            ("He met Vladimir Putin in Moscow.", 1),
            ("He met Vlad Putin in Moscow.", 1),
            ("He met Russian Putin in Moscow.", 1),
            ("He met President Putin in Moscow.", 1),
            ("Yesterday Putin came.", 1),
            ("Brian Putin came.", 0),
            ("Moscow: Putin came.", 1),
            ("Russia's Putin came.", 1),
            ("A song by Brian May was played.", 0),
            ("Officials said Mustafa al-Abadi left.", 0),
            ("Officials said Haider al-Abadi left.", 1),
            ("Officials said al-Abadi left.", 1),
            ("Her mother Sarah Obama spoke.", 0),
            ("the Senate heard Barack H. Obama speak", 1),
            ("the Fed's Jerome Powell spoke", 0),
            ("the Fed's Jerome H. Powell spoke", 0),
            ("Former Putin aides spoke.", 1),
            ("Then Putin spoke.", 1),
            ("Why Putin Will Not Talk To Merkel", 1),
            ("A Friend Of Putin Says He Will Talk", 1),
            ("He met Yevgeny Prigozhin there.", 1),
            ("He read Graham Greene at night.", 0),
            ("They buried Abadi Suleiman, 31, a tailor, and Putin Hallaq, who taught.", 0),
            ("They told Abadi Monday, who left.", 1),
            ("He read Graham’s letter, and Graham Minister of old.", 2),
            ("Officials said Qassem Powell left.", 0),
            ("He read Graham Gosling at night, and the Graham Amendment.", 1),
            ("Shares in Powell & Powell fell; Powell & May met.", 2),
            ("He said: “Mr. Putin will talk.”", 1),
        ] {
            let subject = Subject { text, ..Subject::default() };
            let found = matcher.find(&gazetteer, subject, &mut Scratch::default()).0.len();
            assert_eq!(found, count, "{text}");
        }
    }
}
