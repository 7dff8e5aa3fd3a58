//! The language that a document is written in: as it is stated, or as its first words show it.
//!
//! A row's field is believed. What a page or a feed states is often the language of its template: where the text says
//! otherwise with confidence, the text is believed, and the document's note says so. Nothing is guessed: below a length
//! or a confidence that are stated here the language stays undetermined. The detection itself is `whatlang`'s, by
//! trigrams and alphabets; since it compares each text with the profiles of all languages of its script, a tenth of a
//! millisecond each, a look for words that only English has goes before it.

mod codes;
mod english;
mod witness;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use whatlang::{Detector, Lang, Script};

/// How many code points of a document are looked at.
const SAMPLE: usize = 400;

/// A Latin text of fewer code points is not looked at: of headlines of 40 to 80, every third would be wrong, or, at a
/// confidence at which they are right, five of six undetermined.
const SHORTEST_LATIN: usize = 80;

/// The same in other scripts, which few languages share.
const SHORTEST_OTHER: usize = 24;

/// A Latin text of fewer code points must hold words of the language that it is taken for: its trigrams alone prove
/// nothing, whatever their confidence.
const SHORT_LATIN: usize = 250;

/// The confidence from which on a language is taken, in percent.
const CONFIDENT: u8 = 80;

/// The confidence, in percent, and the length of a text that is believed against what its page or feed states.
const CONTRADICTS: (u8, usize) = (90, 300);

/// The language of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentLanguage {
    /// Its code: two letters (ISO 639-1), three where there are none (ISO 639-3).
    pub tag: String,
    /// How sure that is, in percent, if it was detected; none if it was stated.
    pub confidence: Option<u8>,
}

impl DocumentLanguage {
    /// The word for where it was learnt: `stated` or `detected`.
    pub fn from(&self) -> &'static str {
        if self.confidence.is_some() { "detected" } else { "stated" }
    }

    /// The tag that a code, a tag of BCP 47 or a name of a language stands for: `en` for `en-GB`, `eng` and `English`;
    /// none if it is none. Codes of two letters are those of ISO 639-1; of three letters any may be one of ISO 639-3.
    pub fn tag_of(text: &str) -> Option<String> {
        codes::tag(text)
    }

    fn stated(tag: String) -> DocumentLanguage {
        DocumentLanguage { tag, confidence: None }
    }
}

/// What a document states of its language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Stated {
    #[default]
    Nothing,
    /// By a field of its row.
    Field(String),
    /// By the page or the feed around it.
    Around(String),
}

impl Stated {
    /// What a field says.
    pub(super) fn field(value: &str) -> Stated {
        codes::tag(value).map_or(Stated::Nothing, Stated::Field)
    }

    /// What the page or the feed around a text says.
    pub(super) fn around(value: &str) -> Stated {
        codes::tag(value).map_or(Stated::Nothing, Stated::Around)
    }
}

/// The language of a text under its title, and what is to be said of it.
pub(super) fn decide(stated: Stated, title: &str, text: &str) -> (Option<DocumentLanguage>, Option<String>) {
    let around = match stated {
        Stated::Field(tag) => return (Some(DocumentLanguage::stated(tag)), None),
        Stated::Around(tag) => Some(tag),
        Stated::Nothing => None,
    };
    let sample = sample(title, text);
    let detected = detect(&sample);
    let Some(stated) = around else { return (detected, None) };
    let (least, length) = CONTRADICTS;
    let sure = |found: &DocumentLanguage| found.confidence >= Some(least) && sample.chars().count() >= length;
    let against = detected.filter(|found| found.tag != stated && sure(found) && may_contradict(&stated, &sample));
    match against {
        Some(found) => {
            let note = format!("its language is stated as {stated}, and its text is {}", found.tag);
            (Some(found), Some(note))
        }
        None => (Some(DocumentLanguage::stated(stated)), None),
    }
}

/// Whether a detection says anything against a stated language: of one that the detector does not know, in Latin
/// letters, it finds the nearest that it does know.
fn may_contradict(stated: &str, sample: &str) -> bool {
    codes::is_detected(stated) || whatlang::detect_script(sample) != Some(Script::Latin)
}

/// The beginning of the text, or of the title and the text if that is short.
fn sample<'t>(title: &str, text: &'t str) -> Cow<'t, str> {
    let body = head(text.trim_start());
    let is_long = body.len() >= SAMPLE && body.chars().count() >= SAMPLE;
    if is_long || title.is_empty() { body.into() } else { format!("{} {body}", head(title)).into() }
}

/// The first characters of a text.
fn head(text: &str) -> &str {
    match text.as_bytes().get(..SAMPLE) {
        Some(plain) if plain.is_ascii() => &text[..SAMPLE],
        _ => text.char_indices().nth(SAMPLE).map_or(text, |(end, _)| &text[..end]),
    }
}

fn detect(sample: &str) -> Option<DocumentLanguage> {
    let is_letter = |letter: &char| !letter.is_whitespace();
    sample.chars().filter(is_letter).nth(SHORTEST_OTHER - 1)?;
    let long_enough = sample.trim().chars().nth(SHORTEST_LATIN - 1).is_some();
    if long_enough && english::is_plain(sample) {
        return Some(DocumentLanguage { tag: "en".to_owned(), confidence: Some(100) });
    }
    let letters = sample.chars().filter(is_letter).count();
    if !long_enough && sample.chars().filter(char::is_ascii_alphabetic).count() * 2 > letters {
        return None;
    }
    let found = Detector::with_denylist(SPOKEN_BY_NO_PAPER.to_vec()).detect(sample)?;
    if found.script() == Script::Latin && !long_enough {
        return None;
    }
    let is_short = sample.trim().chars().count() < SHORT_LATIN;
    if found.script() == Script::Latin && is_short && !witness::stands_in(found.lang(), sample) {
        return None;
    }
    let percent = (found.confidence() * 100.0).round().clamp(0.0, 100.0) as u8;
    (percent >= CONFIDENT).then(|| DocumentLanguage { tag: codes::of(found.lang()), confidence: Some(percent) })
}

/// Languages of whatlang's that headlines in English are taken for, and that next to no news is written in.
const SPOKEN_BY_NO_PAPER: [Lang; 2] = [Lang::Lat, Lang::Epo];

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(stated: Stated, title: &str, text: &str) -> String {
        let (language, note) = decide(stated, title, text);
        let shown = language.map_or("-".to_owned(), |found| format!("{} {}", found.tag, found.from()));
        shown + &note.map_or(String::new(), |note| format!(" ({note})"))
    }

    const GERMAN: &str = "Die Fähre hat den Hafen am frühen Morgen verlassen, und niemand wusste, wann sie zurückkehren würde. \
        Am Kai warteten Händler mit ihren Waren, die für die Inseln bestimmt waren, und die Zöllner schrieben alles auf, was \
        sie sahen. Später am Tag kam ein Boot mit der Nachricht, dass der Sturm die Brücke beschädigt habe und dass die \
        Bewohner des Dorfes nun auf Hilfe angewiesen seien.";

    #[test]
    fn long_texts_are_known_and_short_ones_left_open() {
        for (title, text, expected) in [
            ("", GERMAN, "de detected"),
            (
                "",
                "The ferry left the harbour at dawn, and nobody on the quay knew when it would be back with the mail.",
                "en detected",
            ),
            (
                "",
                "Le ferry a quitté le port à l'aube, et personne sur le quai ne savait quand il reviendrait avec le courrier.",
                "fr detected",
            ),
            (
                "",
                "Паром покинул порт на рассвете, и никто на набережной не знал, когда он вернётся с почтой и с людьми, которые его ждали.",
                "ru detected",
            ),
            ("", "غادرت العبارة الميناء عند الفجر ولم يكن أحد يعلم متى ستعود إلى المدينة مرة أخرى", "ar detected"),
            ("", "フェリーは夜明けに港を出た。いつ戻るのか誰も知らなかった。", "ja detected"),
            ("Ferry leaves harbour at dawn", "", "-"),
            (
                "",
                "According to state media, two suicide bombers attack in Newtown, killing at least 31 people.",
                "en detected",
            ),
            // Afrikaans, with a confidence of 100.
            ("", "State media: suicide bombers attack a market in Newtown, killing 31 in a morning assault.", "-"),
            ("Obama in Mosul", "", "-"),
            ("", "Порт закрыт", "-"),
            ("", "", "-"),
            ("", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33", "-"),
        ] {
            assert_eq!(decided(Stated::Nothing, title, text), expected, "{title}{text}");
        }
    }

    #[test]
    fn what_is_stated_goes_first_unless_a_long_text_says_otherwise() {
        assert_eq!(decided(Stated::field("fr"), "", GERMAN), "fr stated");
        assert_eq!(decided(Stated::around("de-AT"), "", GERMAN), "de stated");
        let against = "de detected (its language is stated as en, and its text is de)";
        assert_eq!(decided(Stated::around("en"), "", GERMAN), against);
        assert_eq!(decided(Stated::around("en"), "", &GERMAN[..120]), "en stated");
        assert_eq!(decided(Stated::field("nonsense"), "", GERMAN), "de detected");
        assert_eq!(decided(Stated::field("xx"), "", GERMAN), "de detected");
        // Aragonese is none of the detector's, for which it is Spanish.
        assert_eq!(decided(Stated::around("an"), "", GERMAN), "an stated");
    }

    #[test]
    fn a_sample_is_measured_in_characters_and_not_in_bytes() {
        let text = "мост ".repeat(SAMPLE / 5 - 1);
        assert!(text.len() >= SAMPLE && sample("Title", &text).starts_with("Title "));
        assert!(!sample("Title", &"мост ".repeat(SAMPLE / 5)).starts_with("Title "));
    }
}
