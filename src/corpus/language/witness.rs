//! Words that tell a language in a short text.
//!
//! A detector compares trigrams, and the hundred characters of a headline have some of every language: an English one
//! about an attack was Afrikaans with a confidence of 100. So in a short text the language's own words must stand
//! there.

use whatlang::Lang;

/// Frequent words of languages in Latin letters, few of which another language here has; English has none of them but
/// by chance.
#[rustfmt::skip]
const WITNESSES: &[(Lang, &[&str])] = &[
    (Lang::Afr, &["aan", "die", "en", "het", "hulle", "met", "nie", "om", "sy", "te", "van", "vir", "wat", "was"]),
    (Lang::Cat, &["amb", "de", "del", "dels", "el", "els", "és", "la", "les", "per", "que", "una"]),
    (Lang::Ces, &["byl", "do", "je", "která", "na", "pro", "se", "že", "ve", "za"]),
    (Lang::Dan, &["af", "at", "det", "den", "efter", "er", "for", "fra", "har", "ikke", "med", "og", "på", "som", "til"]),
    (Lang::Deu, &["am", "auf", "das", "dem", "den", "der", "des", "die", "ein", "eine", "für", "haben", "hat", "im", "ist", "mit", "nach", "nicht", "sich", "sie", "und", "von", "vor", "wurde", "zu"]),
    (Lang::Eng, &["about", "after", "against", "and", "are", "as", "at", "been", "but", "by", "for", "from", "has", "have", "his", "into", "is", "it", "of", "on", "over", "said", "say", "says", "that", "the", "their", "to", "was", "were", "which", "who", "will", "with"]),
    (Lang::Fin, &["ei", "että", "ja", "kun", "mutta", "oli", "on", "ovat", "se"]),
    (Lang::Fra, &["au", "aux", "avec", "ce", "dans", "de", "des", "du", "elle", "en", "est", "et", "il", "la", "le", "les", "ont", "par", "pas", "pour", "que", "qui", "sur", "un", "une"]),
    (Lang::Hrv, &["da", "iz", "je", "koji", "na", "od", "se", "su", "za"]),
    (Lang::Hun, &["az", "azt", "egy", "és", "hogy", "is", "meg", "nem", "volt"]),
    (Lang::Ind, &["dan", "dari", "dengan", "di", "ini", "itu", "pada", "untuk", "yang"]),
    (Lang::Ita, &["al", "alla", "che", "con", "dal", "dalla", "dei", "del", "della", "delle", "di", "e", "gli", "il", "in", "la", "le", "nel", "non", "per", "sono", "un", "una"]),
    (Lang::Nld, &["aan", "bij", "dat", "de", "die", "een", "en", "het", "is", "met", "niet", "op", "te", "van", "voor", "werd", "zijn"]),
    (Lang::Nob, &["at", "av", "den", "det", "en", "er", "etter", "for", "fra", "har", "ikke", "med", "og", "på", "som", "til"]),
    (Lang::Pol, &["dla", "do", "jest", "na", "nie", "od", "po", "przez", "się", "w", "z", "że"]),
    (Lang::Por, &["ao", "as", "com", "da", "das", "de", "do", "dos", "e", "em", "foi", "mais", "não", "na", "no", "o", "os", "para", "por", "que", "se", "um", "uma"]),
    (Lang::Ron, &["cu", "de", "din", "este", "în", "la", "mai", "pe", "pentru", "și", "şi", "un"]),
    (Lang::Spa, &["al", "como", "con", "de", "del", "el", "en", "es", "fue", "ha", "la", "las", "los", "más", "para", "por", "que", "se", "sin", "su", "un", "una", "y"]),
    (Lang::Swe, &["att", "av", "den", "det", "efter", "en", "ett", "för", "från", "har", "inte", "med", "och", "om", "på", "som", "till", "är"]),
    (Lang::Tur, &["bir", "bu", "da", "de", "için", "ile", "olarak", "sonra", "ve"]),
];

/// Whether two different words of a language stand in a text, and every sixth word is one of its words; false of a
/// language without a list here.
pub(super) fn stands_in(lang: Lang, text: &str) -> bool {
    let Some((_, witnesses)) = WITNESSES.iter().find(|(known, _)| *known == lang) else { return false };
    let (mut words, mut found, mut different) = (0u32, 0u32, Vec::new());
    for word in text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        let word = word.to_lowercase();
        if let Some(witness) = witnesses.iter().find(|witness| **witness == word) {
            found += 1;
            if !different.contains(witness) {
                different.push(*witness);
            }
        }
    }
    different.len() >= 2 && found * 6 >= words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_needs_words_of_its_language() {
        for (lang, text, expected) in [
            (Lang::Afr, "According to state media, two bombers attack in Newtown, killing at least 31 people.", false),
            (Lang::Deu, "Die Fähre hat am Morgen den Hafen verlassen, und niemand wusste davon.", true),
            (Lang::Fra, "Le ferry a quitté le port à l'aube, dans la brume.", true),
            (Lang::Spa, "Rebels in Los Altos say no to a truce as talks with the government stall again", false),
            (Lang::Vie, "Chiếc phà rời bến cảng lúc bình minh", false),
        ] {
            assert_eq!(stands_in(lang, text), expected, "{text}");
        }
    }
}
