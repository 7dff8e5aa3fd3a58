//! Arabic told from the other languages of its letters, for "وسوريا" is Arabic where Persian would write two words.

/// How far around a name the words of its paragraph are looked at, in bytes.
const REACH: usize = 200;
/// Small words that Arabic writes and Persian, Kurdish and Urdu do not.
const ARABIC: [&str; 24] = [
    "أن", "أو", "إلى", "إن", "التي", "الذي", "بعد", "بين", "تم", "ذلك", "ضد", "على", "عن", "عند", "في", "قال", "قبل",
    "كان", "لم", "مع", "من", "هذا", "هذه", "هي",
];
/// Small words of Persian and Urdu.
const OTHERS: [&str; 16] =
    ["از", "است", "این", "با", "به", "برای", "تا", "در", "را", "شد", "شده", "ها", "های", "و", "که", "کے"];

/// Whether the words around a name are Arabic: its small words, and those with its article, against small words and
/// letters of other languages.
pub(in crate::matcher) fn is_arabic_around(text: &str, start: usize, end: usize) -> bool {
    let from = text.ceil_char_boundary(start.saturating_sub(REACH));
    let to = text.floor_char_boundary((end + REACH).min(text.len()));
    let from = text[from..start].rfind("\n\n").map_or(from, |at| from + at);
    let to = text[end..to].find("\n\n").map_or(to, |at| end + at);
    let (mut arabic, mut other) = (0, 0);
    for word in text[from..to].split(|c: char| !c.is_alphanumeric()) {
        arabic += usize::from(ARABIC.contains(&word) || has_article(word));
        other += usize::from(OTHERS.contains(&word) || word.contains(is_of_others));
    }
    arabic > other
}

/// "المدينة", "والمدينة".
fn has_article(word: &str) -> bool {
    let word = word.strip_prefix('و').unwrap_or(word);
    word.strip_prefix("ال").is_some_and(|rest| rest.chars().count() >= 3)
}

/// Letters that Arabic does not write.
fn is_of_others(letter: char) -> bool {
    matches!(letter, 'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' | 'ە' | 'ێ' | 'ۆ' | 'ڕ' | 'ڵ' | 'ڤ' | 'ٹ' | 'ڈ' | 'ے')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_is_told_by_the_words_around() {
        for (text, name, arabic) in [
            ("اجتماع بين تركيا وسوريا", "سوريا", true),
            ("قتال في العراق وسوريا", "سوريا", true),
            ("وقال الوزير إن وسوريا", "سوريا", true),
            ("نمایشنامه برشت در تهران", "رشت", false),
            ("نمایشنامه‌ای از برشت را به صحنه بردند", "رشت", false),
            ("وسوريا", "سوريا", false),
            ("في العراق\n\nوسوريا\n\nفي العراق", "سوريا", false),
        ] {
            let at = text.find(name).unwrap();
            assert_eq!(is_arabic_around(text, at, at + name.len()), arabic, "{text}");
        }
    }
}
