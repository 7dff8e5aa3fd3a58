//! Codes of languages: those of three letters (ISO 639-2 and 639-3) with those of two (ISO 639-1).

use whatlang::Lang;

/// The codes of three letters that have one of two, in the order of the alphabet.
#[rustfmt::skip]
const SHORT: [(&str, &str); 108] = [
    ("afr", "af"), ("aka", "ak"), ("alb", "sq"), ("amh", "am"), ("ara", "ar"), ("arm", "hy"), ("aze", "az"),
    ("baq", "eu"), ("bel", "be"), ("ben", "bn"), ("bos", "bs"), ("bul", "bg"), ("bur", "my"), ("cat", "ca"),
    ("ces", "cs"), ("chi", "zh"), ("cmn", "zh"), ("cym", "cy"), ("cze", "cs"), ("dan", "da"), ("deu", "de"),
    ("dut", "nl"), ("ell", "el"), ("eng", "en"), ("epo", "eo"), ("est", "et"), ("eus", "eu"), ("fas", "fa"),
    ("fin", "fi"), ("fra", "fr"), ("fre", "fr"), ("geo", "ka"), ("ger", "de"), ("gle", "ga"), ("glg", "gl"),
    ("gre", "el"), ("guj", "gu"), ("hau", "ha"), ("heb", "he"), ("hin", "hi"), ("hrv", "hr"), ("hun", "hu"),
    ("hye", "hy"), ("ice", "is"), ("ind", "id"), ("isl", "is"), ("ita", "it"), ("jav", "jv"), ("jpn", "ja"),
    ("kan", "kn"), ("kat", "ka"), ("kaz", "kk"), ("khm", "km"), ("kir", "ky"), ("kmr", "ku"), ("kor", "ko"),
    ("kur", "ku"), ("lat", "la"), ("lav", "lv"), ("lit", "lt"), ("mac", "mk"), ("mal", "ml"), ("mar", "mr"),
    ("may", "ms"), ("mkd", "mk"), ("mon", "mn"), ("msa", "ms"), ("mya", "my"), ("nep", "ne"), ("nld", "nl"),
    ("nob", "nb"), ("nor", "no"), ("ori", "or"), ("pan", "pa"), ("per", "fa"), ("pes", "fa"), ("pol", "pl"),
    ("por", "pt"), ("pus", "ps"), ("ron", "ro"), ("rum", "ro"), ("rus", "ru"), ("sin", "si"), ("slk", "sk"),
    ("slo", "sk"), ("slv", "sl"), ("sna", "sn"), ("som", "so"), ("spa", "es"), ("sqi", "sq"), ("srp", "sr"),
    ("swa", "sw"), ("swe", "sv"), ("tam", "ta"), ("tel", "te"), ("tgk", "tg"), ("tgl", "tl"), ("tha", "th"),
    ("tuk", "tk"), ("tur", "tr"), ("ukr", "uk"), ("urd", "ur"), ("uzb", "uz"), ("vie", "vi"), ("wel", "cy"),
    ("yid", "yi"), ("zho", "zh"), ("zul", "zu"),
];

/// The codes of two letters, with those that were once in use (`iw`, `in`), in the order of the alphabet.
#[rustfmt::skip]
const CODES: [&str; 190] = [
    "aa", "ab", "ae", "af", "ak", "am", "an", "ar", "as", "av", "ay", "az", "ba", "be", "bg", "bh", "bi", "bm", "bn",
    "bo", "br", "bs", "ca", "ce", "ch", "co", "cr", "cs", "cu", "cv", "cy", "da", "de", "dv", "dz", "ee", "el", "en",
    "eo", "es", "et", "eu", "fa", "ff", "fi", "fj", "fo", "fr", "fy", "ga", "gd", "gl", "gn", "gu", "gv", "ha", "he",
    "hi", "ho", "hr", "ht", "hu", "hy", "hz", "ia", "id", "ie", "ig", "ii", "ik", "in", "io", "is", "it", "iu", "iw",
    "ja", "ji", "jv", "jw", "ka", "kg", "ki", "kj", "kk", "kl", "km", "kn", "ko", "kr", "ks", "ku", "kv", "kw", "ky",
    "la", "lb", "lg", "li", "ln", "lo", "lt", "lu", "lv", "mg", "mh", "mi", "mk", "ml", "mn", "mo", "mr", "ms", "mt",
    "my", "na", "nb", "nd", "ne", "ng", "nl", "nn", "no", "nr", "nv", "ny", "oc", "oj", "om", "or", "os", "pa", "pi",
    "pl", "ps", "pt", "qu", "rm", "rn", "ro", "ru", "rw", "sa", "sc", "sd", "se", "sg", "sh", "si", "sk", "sl", "sm",
    "sn", "so", "sq", "sr", "ss", "st", "su", "sv", "sw", "ta", "te", "tg", "th", "ti", "tk", "tl", "tn", "to", "tr",
    "ts", "tt", "tw", "ty", "ug", "uk", "ur", "uz", "ve", "vi", "vo", "wa", "wo", "xh", "yi", "yo", "za", "zh", "zu",
];

/// Whether a tag is one that detection gives.
pub(super) fn is_detected(tag: &str) -> bool {
    Lang::all().iter().any(|lang| of(*lang) == tag)
}

/// The tag that stands for a language everywhere: two letters where ISO 639-1 has them. What is stated may be a tag of
/// BCP 47, of which the first part counts, a code of three letters, or a language's name in English or in itself; none
/// if it is none of these.
pub(super) fn tag(stated: &str) -> Option<String> {
    let stated = stated.trim();
    let first = stated.split(['-', '_', ';', ',']).next().unwrap_or_default().trim();
    let is_code = first.bytes().all(|byte| byte.is_ascii_alphabetic());
    match first.len() {
        2 if is_code => Some(first.to_ascii_lowercase()).filter(|code| CODES.binary_search(&code.as_str()).is_ok()),
        3 if is_code => Some(shortened(&first.to_ascii_lowercase())).filter(|code| !is_no_language(code)),
        _ => named(stated),
    }
}

/// Codes of ISO 639-2 for what is no language, several, or not known.
fn is_no_language(code: &str) -> bool {
    matches!(code, "und" | "mul" | "mis" | "zxx")
}

fn shortened(code: &str) -> String {
    let found = SHORT.binary_search_by_key(&code, |&(long, _)| long);
    found.map_or(code, |at| SHORT[at].1).to_owned()
}

fn named(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let is_it = |lang: &&Lang| lang.eng_name().to_lowercase() == lower || lang.name().to_lowercase() == lower;
    match lower.as_str() {
        "chinese" => Some("zh".to_owned()),
        "norwegian" => Some("no".to_owned()),
        "farsi" => Some("fa".to_owned()),
        _ => Lang::all().iter().find(is_it).map(|lang| of(*lang)),
    }
}

/// The tag of a language that was detected.
pub(super) fn of(lang: Lang) -> String {
    shortened(lang.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_every_detected_language_has_a_short_one() {
        assert!(SHORT.is_sorted_by_key(|(long, _)| long) && CODES.is_sorted());
        assert!(SHORT.iter().all(|(_, short)| CODES.contains(short)));
        for lang in Lang::all() {
            assert_eq!(of(*lang).len(), 2, "{lang}");
        }
    }

    #[test]
    fn what_is_stated_becomes_a_tag() {
        for (stated, expected) in [
            ("en", Some("en")),
            ("EN-gb", Some("en")),
            ("pt_BR", Some("pt")),
            ("zh-Hant-TW", Some("zh")),
            ("deu", Some("de")),
            ("ger", Some("de")),
            ("ckb", Some("ckb")),
            ("English", Some("en")),
            ("Deutsch", Some("de")),
            ("chinese", Some("zh")),
            ("und", None),
            ("mul", None),
            ("", None),
            ("7", None),
            ("unknown", None),
            ("xx", None),
        ] {
            assert_eq!(tag(stated).as_deref(), expected, "{stated}");
        }
    }
}
