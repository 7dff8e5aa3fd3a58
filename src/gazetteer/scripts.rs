//! Languages and the letters that they are written in: a language that is stated for a whole row or list is that of its
//! names in those letters, and says nothing of the others.

/// Languages that are written in Arabic letters, by their first subtag.
const ARABIC: &[&str] = &[
    "acm", "aeb", "afb", "apc", "ar", "arq", "ary", "arz", "az", "azb", "bal", "ckb", "fa", "kk", "ks", "ku", "lrc",
    "mzn", "pnb", "prs", "ps", "sd", "skr", "tk", "ug", "ur", "uz",
];

/// Languages that are written in Cyrillic letters.
const CYRILLIC: &[&str] = &[
    "ab", "av", "az", "ba", "be", "bg", "bs", "ce", "crh", "cv", "inh", "kbd", "kk", "ku", "kv", "ky", "lez", "mk",
    "mn", "os", "ro", "ru", "rue", "sah", "sr", "tg", "tk", "tt", "tyv", "udm", "uk", "uz",
];

/// Whether a text may be of a language by its letters. Only Arabic and Cyrillic ones, which rules of inflection go by,
/// are asked.
pub(super) fn may_be_written(lang: &str, text: &str) -> bool {
    let lang = lang.split(['-', '_']).next().unwrap_or_default();
    let letters = |is: fn(&char) -> bool| text.chars().any(|letter| is(&letter));
    let arabic =
        letters(|letter| matches!(letter, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}'));
    let cyrillic = letters(|letter| matches!(letter, '\u{400}'..='\u{52f}'));
    (!arabic || ARABIC.contains(&lang)) && (!cyrillic || CYRILLIC.contains(&lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_its_letters() {
        for (lang, text, expected) in [
            ("ar", "الموصل", true),
            ("ar", "Мосул", false),
            ("ar", "al-Mawsil", true),
            ("ru", "Мосул", true),
            ("ru", "الموصل", false),
            ("en", "Мосул", false),
            ("ckb", "ھەولێر", true),
            ("kk", "Ақтау", true),
            ("zh-Hant", "摩蘇爾", true),
        ] {
            assert_eq!(may_be_written(lang, text), expected, "{lang} {text}");
        }
    }
}
