//! What Arabic writes together with a name, and what Turkish hangs on it after an apostrophe.

/// The suffixes that a Turkish name takes after an apostrophe: cases, "with", "-dir", "-li", "-ci", and their plurals.
const TURKISH: [&str; 93] = [
    "a",
    "ca",
    "ce",
    "cı",
    "ci",
    "cu",
    "cü",
    "da",
    "daki",
    "dan",
    "de",
    "deki",
    "den",
    "dir",
    "dur",
    "dür",
    "dır",
    "e",
    "i",
    "in",
    "ki",
    "la",
    "lar",
    "lara",
    "larda",
    "lardan",
    "ları",
    "ların",
    "le",
    "ler",
    "lere",
    "lerde",
    "lerden",
    "leri",
    "lerin",
    "li",
    "liler",
    "lilerin",
    "lu",
    "lular",
    "lı",
    "lılar",
    "lıların",
    "lü",
    "lüler",
    "na",
    "nca",
    "nce",
    "nda",
    "ndaki",
    "ndan",
    "nde",
    "ndeki",
    "nden",
    "ne",
    "ni",
    "nin",
    "nun",
    "nu",
    "nü",
    "nün",
    "nı",
    "nın",
    "sa",
    "se",
    "si",
    "su",
    "sü",
    "sı",
    "ta",
    "taki",
    "tan",
    "te",
    "teki",
    "ten",
    "tir",
    "tur",
    "tür",
    "tır",
    "u",
    "un",
    "ya",
    "ydı",
    "ye",
    "yi",
    "yla",
    "yle",
    "yu",
    "yü",
    "yı",
    "ü",
    "ün",
    "ın",
];

/// Whether a Turkish suffix and nothing else follows on an apostrophe: "Rakka'da", "Musul’un", "MUSUL'DA" of a
/// headline.
pub(super) fn is_turkish_suffix(after: &str) -> bool {
    let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let suffix = &after[..end];
    let in_capitals = suffix.starts_with(char::is_uppercase) && suffix.chars().all(char::is_uppercase);
    match in_capitals {
        true => TURKISH.iter().any(|known| known.chars().eq(suffix.chars().map(small_in_turkish))),
        false => TURKISH.contains(&suffix),
    }
}

/// The small letter of a capital, of which Turkish has two for I.
fn small_in_turkish(capital: char) -> char {
    match capital {
        'I' => 'ı',
        'İ' => 'i',
        _ => capital.to_lowercase().next().unwrap_or(capital),
    }
}

/// A place inside an Arabic word where a name may begin, after the particles that are written together with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Inside {
    /// The byte where the name begins.
    pub(super) at: usize,
    /// Whether the name's article has lost its alef to the particle: "للموصل" is "ل" and "الموصل".
    pub(super) elided: bool,
}

/// Calls back with every such place of the word at a byte, in order: after "and" or "so" (و ف), then after "in", "to"
/// or "like" (ب ل ك), then after the article (ال), any of them alone or together in this order.
pub(super) fn inside_arabic_word(text: &str, at: usize, mut visit: impl FnMut(Inside)) {
    let and = after(text, at, &['و', 'ف']);
    let mut places: [Option<Inside>; 9] = [None; 9];
    let mut count = 0;
    let mut push = |at: Option<usize>, elided: bool| {
        places[count] = at.map(|at| Inside { at, elided });
        count += 1;
    };
    push(and, false);
    for base in [Some(at), and].into_iter().flatten().take(if and.is_some() { 2 } else { 1 }) {
        let to = after(text, base, &['ب', 'ل', 'ك']);
        // "للموصل" is ل and الموصل, whose alef is not written; "للبنان" is ل and لبنان.
        let lam = after(text, base, &['ل']).filter(|second| text[*second..].starts_with('ل'));
        push(lam, true);
        push(lam, false);
        push(
            to.or(Some(base)).and_then(|from| after(text, from, &['ا'])).and_then(|from| after(text, from, &['ل'])),
            false,
        );
        push(lam.and_then(|second| after(text, second, &['ل'])).or(to), false);
    }
    places.sort_by_key(|place| place.map_or(usize::MAX, |place| place.at));
    places.into_iter().flatten().for_each(&mut visit);
}

/// The byte after one of some letters and the marks on it.
fn after(text: &str, at: usize, letters: &[char]) -> Option<usize> {
    let rest = text[at..].strip_prefix(letters)?;
    let rest = rest.trim_start_matches(|c: char| c == '\u{640}' || matches!(c, '\u{64b}'..='\u{652}'));
    Some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sought_after_particles() {
        for (word, rests) in [
            ("والموصل", &["الموصل", "موصل"][..]),
            ("بالموصل", &["الموصل", "موصل"]),
            ("وبالموصل", &["بالموصل", "الموصل", "موصل"]),
            ("للموصل", &["لموصل+", "لموصل", "موصل"]),
            ("للبنان", &["لبنان+", "لبنان", "بنان"]),
            ("وللبنان", &["للبنان", "لبنان+", "لبنان", "بنان"]),
            ("وحلب", &["حلب"]),
            ("لبغداد", &["بغداد"]),
            ("فلسطين", &["لسطين", "سطين"]),
            ("دمشق", &[]),
        ] {
            let mut found = Vec::new();
            inside_arabic_word(word, 0, |inside| {
                found.push(format!("{}{}", &word[inside.at..], if inside.elided { "+" } else { "" }));
            });
            assert_eq!(found, rests, "{word}");
        }
    }

    #[test]
    fn turkish_suffixes_are_whole() {
        let small = [("da", true), ("nın.", true), ("ın", true), ("dan geldi", true), ("a", true), ("abc", false)];
        let others = [
            ("", false),
            ("DA", true),
            ("NIN", true),
            ("İN", true),
            ("DEN AÇIKLAMA", true),
            ("S", false),
            ("Da", false),
        ];
        for (after, is) in small.into_iter().chain(others) {
            assert_eq!(is_turkish_suffix(after), is, "{after}");
        }
    }
}
