//! The cases of Russian and Ukrainian names, by the endings that the school grammar gives: Мосул, Мосула, Мосуле.
//!
//! A form is written for each case of the singular (of the plural for a name that is one), with both where the gender
//! is not to be seen from the ending, and with and without a vowel that may be fleeting (Орёл, Орла). Some of the forms
//! no writer uses; they do no harm, for nobody writes them. What is left out: stems that change otherwise, and names
//! under four letters.

use std::ops::Range;

/// The cases beside the nominative.
const CASES: usize = 5;

/// The endings in place of those cut off: genitive, dative, accusative, instrumental, locative; several where they
/// vary.
type Cases = [&'static [&'static str]; CASES];

/// By the end of a word in small letters: how many letters to cut off, and the endings. The first that fits holds.
const RUSSIAN: &[(&str, usize, Cases)] = &[
    ("ский", 2, [&["ого"], &["ому"], &["ого", "ий"], &["им"], &["ом"]]),
    ("цкий", 2, [&["ого"], &["ому"], &["ого", "ий"], &["им"], &["ом"]]),
    ("жний", 2, [&["его"], &["ему"], &["его", "ий"], &["им"], &["ем"]]),
    ("ый", 2, [&["ого"], &["ому"], &["ого", "ый"], &["ым"], &["ом"]]),
    ("ой", 2, [&["ого"], &["ому"], &["ого", "ой"], &["ым", "им"], &["ом"]]),
    ("ое", 2, [&["ого"], &["ому"], &["ое"], &["ым", "им"], &["ом"]]),
    ("ее", 2, [&["его"], &["ему"], &["ее"], &["им"], &["ем"]]),
    ("жая", 2, [&["ей"], &["ей"], &["ую"], &["ей", "ею"], &["ей"]]),
    ("чая", 2, [&["ей"], &["ей"], &["ую"], &["ей", "ею"], &["ей"]]),
    ("шая", 2, [&["ей"], &["ей"], &["ую"], &["ей", "ею"], &["ей"]]),
    ("щая", 2, [&["ей"], &["ей"], &["ую"], &["ей", "ею"], &["ей"]]),
    ("ая", 2, [&["ой"], &["ой"], &["ую"], &["ой", "ою"], &["ой"]]),
    ("яя", 2, [&["ей"], &["ей"], &["юю"], &["ей"], &["ей"]]),
    ("ые", 2, [&["ых"], &["ым"], &["ые", "ых"], &["ыми"], &["ых"]]),
    ("ие", 2, [&["их", "ия"], &["им", "ию"], &["ие", "их"], &["ими", "ием"], &["их", "ии"]]),
    ("ия", 1, [&["и"], &["и"], &["ю"], &["ей"], &["и"]]),
    ("я", 1, [&["и"], &["е"], &["ю"], &["ей"], &["е"]]),
    ("ь", 1, [&["и", "я"], &["и", "ю"], &["ь", "я"], &["ью", "ем"], &["и", "е"]]),
    ("ий", 1, [&["я"], &["ю"], &["й", "я"], &["ем"], &["и"]]),
    ("й", 1, [&["я"], &["ю"], &["й", "я"], &["ем"], &["е"]]),
    ("ова", 1, [&["ой", "ы"], &["ой", "е"], &["у"], &["ой"], &["ой", "е"]]),
    ("ева", 1, [&["ой", "ы"], &["ой", "е"], &["у"], &["ой"], &["ой", "е"]]),
    ("ина", 1, [&["ы", "ой"], &["е", "ой"], &["у"], &["ой"], &["е", "ой"]]),
    ("а", 1, [&["ы", "и"], &["е"], &["у"], &["ой", "ою", "ей"], &["е"]]),
    ("ье", 1, [&["я"], &["ю"], &["е"], &["ем"], &["е"]]),
    ("оре", 1, [&["я"], &["ю"], &["е"], &["ем"], &["е"]]),
    ("о", 1, [&["а"], &["у"], &["о"], &["ом"], &["е"]]),
    ("ки", 2, [&["ок", "ек", "ков"], &["кам"], &["ки"], &["ками"], &["ках"]]),
    ("щи", 2, [&["щ"], &["щам"], &["щи"], &["щами"], &["щах"]]),
    ("ипет", 2, [&["та"], &["ту"], &["ет"], &["том"], &["те"]]),
    ("рёл", 2, [&["ла"], &["лу"], &["ёл"], &["лом"], &["ле"]]),
    ("рел", 2, [&["ла", "ела"], &["лу", "елу"], &["ел"], &["лом", "елом"], &["ле", "еле"]]),
    ("ец", 2, [&["ца", "еца"], &["цу", "ецу"], &["ец", "ца", "еца"], &["цом", "цем", "ецом"], &["це", "еце"]]),
    ("док", 2, [&["ка", "ока"], &["ку", "оку"], &["ок", "ка"], &["ком", "оком"], &["ке", "оке"]]),
    ("ы", 1, [&["ов", ""], &["ам"], &["ы", "ов"], &["ами"], &["ах"]]),
    ("ов", 0, [&["а"], &["у"], &["", "а"], &["ым", "ом"], &["е"]]),
    ("ев", 0, [&["а"], &["у"], &["", "а"], &["ым", "ом"], &["е"]]),
    ("ин", 0, [&["а"], &["у"], &["", "а"], &["ым", "ом"], &["е"]]),
];
static RUSSIAN_CONSONANT: Cases = [&["а"], &["у"], &["", "а"], &["ом", "ем"], &["е"]];

const UKRAINIAN: &[(&str, usize, Cases)] = &[
    ("ий", 2, [&["ого"], &["ому"], &["ого", "ий"], &["им"], &["ому", "ім"]]),
    ("ська", 1, [&["ої"], &["ій"], &["у"], &["ою"], &["ій"]]),
    ("цька", 1, [&["ої"], &["ій"], &["у"], &["ою"], &["ій"]]),
    ("ське", 1, [&["ого"], &["ому"], &["е"], &["им"], &["ому"]]),
    ("цьке", 1, [&["ого"], &["ому"], &["е"], &["им"], &["ому"]]),
    ("ія", 1, [&["ї"], &["ї"], &["ю"], &["єю"], &["ї"]]),
    ("я", 1, [&["і"], &["і"], &["ю"], &["ею"], &["і"]]),
    ("ка", 2, [&["ки"], &["ці"], &["ку"], &["кою"], &["ці"]]),
    ("га", 2, [&["ги"], &["зі"], &["гу"], &["гою"], &["зі"]]),
    ("ха", 2, [&["хи"], &["сі"], &["ху"], &["хою"], &["сі"]]),
    ("а", 1, [&["и", "і"], &["і"], &["у"], &["ою", "ею"], &["і"]]),
    ("ь", 1, [&["я", "і"], &["ю", "і", "еві"], &["ь", "я"], &["ем", "лю"], &["і"]]),
    ("й", 1, [&["я", "ю"], &["ю", "єві"], &["й", "я"], &["єм"], &["ї", "ю"]]),
    ("о", 1, [&["а"], &["у"], &["о"], &["ом"], &["і"]]),
    ("и", 1, [&["ів"], &["ам"], &["и"], &["ами"], &["ах"]]),
    ("ипет", 2, [&["ту"], &["ту", "тові"], &["ет"], &["том"], &["ті"]]),
    ("оре", 1, [&["я"], &["ю"], &["е"], &["ем"], &["і"]]),
    ("не", 1, [&["ого"], &["ому"], &["е"], &["им"], &["ому"]]),
    ("їв", 2, [&["єва"], &["єву"], &["їв"], &["євом"], &["єві"]]),
    ("ів", 2, [&["ова", "єва"], &["ову", "єву"], &["ів"], &["овом", "євом"], &["ові", "єві"]]),
    ("ов", 0, [&["а"], &["у", "ові"], &["", "а"], &["им", "ом"], &["і", "у"]]),
    ("ев", 0, [&["а"], &["у", "ові"], &["", "а"], &["им", "ом"], &["і", "у"]]),
    ("єв", 0, [&["а"], &["у", "ові"], &["", "а"], &["им", "ом"], &["і", "у"]]),
    ("ин", 0, [&["а", "у"], &["у", "ові"], &["", "а"], &["им", "ом"], &["і", "у"]]),
    ("ін", 0, [&["а", "у"], &["у", "ові"], &["", "а"], &["им", "ом"], &["і", "у"]]),
    ("їн", 0, [&["а", "у"], &["у", "ові"], &["", "а"], &["им", "ом"], &["і", "у"]]),
];
static UKRAINIAN_CONSONANT: Cases = [&["у", "а"], &["у", "ові"], &["", "а"], &["ом"], &["і", "у"]];

/// The languages whose rules a name's letters allow: Ukrainian's if it has one that Russian has not, Russian's if it
/// has one that Ukrainian has not, both if it has neither; none if it has others, as Kazakh and Serbian names may.
pub(super) fn languages_of_letters(name: &str) -> &'static [&'static str] {
    if !name.starts_with(|letter: char| ('\u{400}'..='\u{4ff}').contains(&letter)) {
        return &[];
    }
    let mut ukrainian = false;
    for letter in name.chars().filter(|letter| letter.is_alphabetic()) {
        match letter {
            'А'..='я' | 'Ё' | 'ё' => {}
            'І' | 'і' | 'Ї' | 'ї' | 'Є' | 'є' | 'Ґ' | 'ґ' => ukrainian = true,
            _ => return &[],
        }
    }
    let russian = name.contains(['ы', 'э', 'ъ', 'ё', 'Ы', 'Э', 'Ъ', 'Ё']);
    match (ukrainian, russian) {
        (true, true) => &[],
        (true, false) => &["uk"],
        (false, true) => &["ru"],
        (false, false) => &["ru", "uk"],
    }
}

/// As many forms are written of one case in which the words of a name stand together.
const MOST: usize = 32;

/// The inflected forms of a name, itself not among them; none if its language, a code without a country, has no rules
/// here. Some stand more than once.
///
/// In a name of several words the last one is inflected, or the first one, or the first ones ("Рабочей партии
/// Курдистана"), or all.
pub(in crate::matcher) fn forms(name: &str, lang: &str) -> Vec<String> {
    let (table, consonant) = match lang {
        "ru" | "be" => (RUSSIAN, &RUSSIAN_CONSONANT),
        "uk" => (UKRAINIAN, &UKRAINIAN_CONSONANT),
        _ => return Vec::new(),
    };
    let count = name.split(' ').count();
    if count > 5 || name.chars().count() < 4 || !name.chars().any(char::is_lowercase) {
        return Vec::new();
    }
    let paradigms: Vec<Paradigm<'_>> = name.split(' ').map(|word| Paradigm::of(word, table, consonant)).collect();
    let mut forms = Vec::new();
    // What stands before the words that are left: one text for all forms, of which there are dozens.
    let mut written = String::with_capacity(name.len() + 4 * count);
    for case in 0..CASES {
        for inflected in (1..=count).map(|upto| 0..upto).chain((count > 1).then_some(count - 1..count)) {
            let mut left = MOST;
            decline(&paradigms, 0, case, &inflected, &mut written, &mut |form| {
                forms.extend((form != name).then(|| form.to_owned()));
                left -= 1;
                left > 0
            });
        }
    }
    forms
}

/// Calls back with what is written and the words from one on, those of a range in a case and the others as they are: in
/// all their forms, as long as the answer is yes.
fn decline(
    words: &[Paradigm<'_>],
    at: usize,
    case: usize,
    inflected: &Range<usize>,
    written: &mut String,
    add: &mut impl FnMut(&str) -> bool,
) -> bool {
    let Some(word) = words.get(at) else { return add(written) };
    let before = written.len();
    let mut with = |parts: [&str; 3]| {
        written.push_str(if at == 0 { "" } else { " " });
        parts.into_iter().for_each(|part| written.push_str(part));
        let goes_on = decline(words, at + 1, case, inflected, written, add);
        written.truncate(before);
        goes_on
    };
    match word.cases.filter(|_| inflected.contains(&at)) {
        Some(cases) => cases[case].iter().all(|ending| with([word.stem, ending, word.tail])),
        None => with([word.word, "", ""]),
    }
}

/// How a word is declined.
struct Paradigm<'w> {
    word: &'w str,
    /// What stands before the ending.
    stem: &'w str,
    /// The endings by case; none for a word that stays as it is.
    cases: Option<&'static Cases>,
    /// What follows on the ending.
    tail: &'w str,
}

impl<'w> Paradigm<'w> {
    /// Of a hyphenated word the last part changes, but before "on": "Ростове-на-Дону".
    fn of(word: &'w str, table: &'static [(&str, usize, Cases)], consonant: &'static Cases) -> Paradigm<'w> {
        let (changing, tail) = word.split_at(word.find("-на-").unwrap_or(word.len()));
        let last = &changing[changing.rfind('-').map_or(0, |hyphen| hyphen + 1)..];
        let lower = last.to_lowercase();
        let hard = lower.ends_with(|letter| "бвгджзклмнпрстфхцчшщ".contains(letter));
        let found = table.iter().find(|(end, ..)| lower.ends_with(end)).map(|(_, cut, cases)| (*cut, cases));
        let found = found.or(hard.then_some((0, consonant))).filter(|(cut, _)| last.chars().count() >= cut + 2);
        let cut = found.map_or(0, |(cut, _)| cut);
        let stem = changing.char_indices().rev().take(cut).last().map_or(changing, |(at, _)| &changing[..at]);
        Paradigm { word, stem, cases: found.map(|(_, cases)| cases), tail }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_the_forms_that_are_written() {
        for (name, lang, expected) in [
            ("Мосул", "ru", &["Мосула", "Мосулу", "Мосулом", "Мосуле"][..]),
            ("Ракка", "ru", &["Ракки", "Ракке", "Ракку", "Раккой"]),
            ("Сирия", "ru", &["Сирии", "Сирию", "Сирией"]),
            ("Казань", "ru", &["Казани", "Казанью"]),
            ("Владимир Путин", "ru", &["Владимира Путина", "Владимиру Путину", "Владимиром Путиным"]),
            ("Исламское государство", "ru", &["Исламского государства", "Исламском государстве"]),
            ("Рабочая партия Курдистана", "ru", &["Рабочей партии Курдистана"]),
            ("Дейр-эз-Зор", "ru", &["Дейр-эз-Зора", "Дейр-эз-Зоре"]),
            ("Объединённые Арабские Эмираты", "ru", &["Объединённых Арабских Эмиратов"]),
            ("Каспийское море", "ru", &["Каспийского моря", "Каспийскому морю", "Каспийским морем", "Каспийском море"]),
            ("Чёрное море", "ru", &["Чёрного моря", "Чёрном море"]),
            ("Египет", "ru", &["Египта", "Египту", "Египтом", "Египте"]),
            ("Орёл", "ru", &["Орла", "Орле"]),
            ("Череповец", "ru", &["Череповца", "Череповце"]),
            ("Химки", "ru", &["Химок", "Химках"]),
            ("Ростов-на-Дону", "ru", &["Ростова-на-Дону", "Ростове-на-Дону"]),
            ("Київ", "uk", &["Києва", "Києві", "Києвом"]),
            ("Миколаїв", "uk", &["Миколаєва", "Миколаєві"]),
            ("Харків", "uk", &["Харкова", "Харкові"]),
            ("Чорне море", "uk", &["Чорного моря", "Чорному морі"]),
            ("Мосул", "uk", &["Мосула", "Мосулу", "Мосулі"]),
            ("Ракка", "uk", &["Ракки", "Ракці", "Ракку", "Раккою"]),
            ("Сирія", "uk", &["Сирії", "Сирію", "Сирією"]),
            ("Зеленський", "uk", &["Зеленського", "Зеленському", "Зеленським"]),
            ("Володимир Путін", "uk", &["Володимира Путіна", "Володимиру Путіну", "Володимиром Путіним"]),
            ("Лавров", "uk", &["Лаврова", "Лаврову", "Лавровим"]),
            ("Медведєв", "uk", &["Медведєва", "Медведєву", "Медведєвим"]),
            ("Берлін", "uk", &["Берліна", "Берліну", "Берліном", "Берліні"]),
        ] {
            let forms = forms(name, lang);
            for form in expected {
                assert!(forms.iter().any(|found| found == form), "{form}: {forms:?}");
            }
        }
    }

    #[test]
    fn letters_tell_the_language_as_far_as_they_can() {
        for (name, languages) in [
            ("Махачкала", &["ru", "uk"][..]),
            ("Роман Скляр", &["ru", "uk"]),
            ("Орёл", &["ru"]),
            ("Київ", &["uk"]),
            ("Ақтау", &[]),
            ("Ћуприја", &[]),
            ("Baku", &[]),
            ("", &[]),
        ] {
            assert_eq!(languages_of_letters(name), languages, "{name}");
        }
    }

    #[test]
    fn what_has_no_rules_has_no_forms() {
        for (name, lang) in [("Mosul", "en"), ("الموصل", "ar"), ("ПВО", "ru"), ("Баку", "ru"), ("Рим", "ru")]
        {
            assert!(forms(name, lang).is_empty(), "{name}: {:?}", forms(name, lang));
        }
    }
}
