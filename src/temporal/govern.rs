//! Which date reference governs a mention: when the text says that what it tells of the mention happened.
//!
//! Nearness within the clause decides, then nearness within the sentence; a sentence without a date stands in the time
//! that its paragraph, or an account of another time as a whole, told last. Clauses are told by punctuation and by the
//! words that begin one (`lang/en/clauses.txt`), without a parser: a colon, a semicolon, a dash and a relative word
//! always part two; a comma and an "and" only where each side has a date of its own, so that "in Mosul, Raqqa and
//! Tikrit on Friday" stays whole and "Mosul in July, Raqqa in October" does not. Of "Mosul, which fell in 2014, was retaken
//! in 2017" both are true of Mosul; the main clause governs.

use std::ops::Range;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::reference::{Genre, Reference, References};

/// A paragraph's date reaches this many bytes: about six sentences. Texts that mark no paragraphs are one paragraph.
const PARAGRAPH_REACH: usize = 1_000;
/// No clause and no sentence reaches further from a mention: what does is a table or a list without stops, and looking
/// through all of it for each mention would take quadratic time.
const SENTENCE_REACH: usize = 1_000;
/// Between a preposition and its date there is little more than an article: "after the summer of 2014".
const PREPOSITION_REACH: usize = 8;

/// How strongly a date reference is tied to a mention, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum GovernRule {
    /// It stands in the same clause.
    Clause,
    /// It is the nearest of the sentence, in another clause.
    Sentence,
    /// It is the last that the paragraph named before; weaker.
    Paragraph,
    /// It is the last that a narrative named before, in an earlier paragraph; the weakest.
    Narrative,
}

impl GovernRule {
    /// All rules, the strongest first.
    pub const ALL: [GovernRule; 4] =
        [GovernRule::Clause, GovernRule::Sentence, GovernRule::Paragraph, GovernRule::Narrative];

    /// The word that stands for it in every output.
    pub fn name(self) -> &'static str {
        match self {
            GovernRule::Clause => "clause",
            GovernRule::Sentence => "sentence",
            GovernRule::Paragraph => "paragraph",
            GovernRule::Narrative => "narrative",
        }
    }
}

/// The reference that governs a mention, by its place in [`References::references`], and by which rule; none if none
/// does.
///
/// `mention` and `sentence` are byte ranges of the text that the references were found in. An unresolved reference
/// governs its own sentence all the same: that one cannot tell when "on Friday" was does not make it last week's date. It is
/// no running date for the sentences after it.
///
/// ```
/// use dateline::temporal::{GovernRule, Tagger, govern};
/// let text = "Mosul was declared free on 10 July 2017, while Raqqa fell in October 2017.";
/// let found = Tagger::english().references(text, None);
/// let raqqa = text.find("Raqqa").unwrap_or_default();
/// let (reference, rule) = govern(text, &found, raqqa..raqqa + 5, 0..text.len()).unwrap();
/// assert_eq!(found.references[reference].value.as_deref(), Some("2017-10"));
/// assert_eq!(rule, GovernRule::Clause);
/// ```
pub fn govern(
    text: &str,
    found: &References,
    mention: Range<usize>,
    sentence: Range<usize>,
) -> Option<(usize, GovernRule)> {
    let from = sentence.start.max(text.ceil_char_boundary(mention.start.saturating_sub(SENTENCE_REACH)));
    let to = sentence.end.min(text.floor_char_boundary(mention.end.saturating_add(SENTENCE_REACH)));
    let sentence = from..to;
    let all = &found.references;
    let first = all.partition_point(|reference| reference.end <= sentence.start);
    let after = first + all[first..].partition_point(|reference| reference.start < sentence.end);
    if first == after {
        return running_date(text, found, first, sentence.start);
    }
    let own = &all[first..after];
    let clause = clause_around(text, own, mention.start, sentence);
    let nearest = |wanted: &dyn Fn(&Reference) -> bool| {
        let candidates = own.iter().enumerate().filter(|(_, reference)| wanted(reference));
        candidates.min_by_key(|(_, reference)| distance(reference, &mention)).map(|(at, _)| first + at)
    };
    nearest(&|reference| clause.around.contains(&reference.start))
        .or_else(|| nearest(&|reference| clause.goes_on.contains(&reference.start)))
        .map(|at| (at, GovernRule::Clause))
        .or_else(|| nearest(&|_| true).map(|at| (at, GovernRule::Sentence)))
}

/// Bytes between a reference and a mention; 0 if they touch or overlap.
fn distance(reference: &Reference, mention: &Range<usize>) -> usize {
    reference.start.saturating_sub(mention.end).max(mention.start.saturating_sub(reference.end))
}

/// What the text told last before a sentence without a date; `before` counts the references before it.
fn running_date(text: &str, found: &References, before: usize, sentence: usize) -> Option<(usize, GovernRule)> {
    let at = found.references[..before].iter().rposition(|reference| reference.span.is_some())?;
    let between = &text[found.references[at].end.min(sentence)..sentence];
    if between.len() <= PARAGRAPH_REACH && !has_blank_line(between) {
        Some((at, GovernRule::Paragraph))
    } else {
        (found.genre == Genre::Narrative).then_some((at, GovernRule::Narrative))
    }
}

fn has_blank_line(text: &str) -> bool {
    let mut lines = text.split('\n');
    // What stands before the first break and after the last belongs to lines that go on.
    lines.next();
    let mut blank = false;
    let mut rest = lines.peekable();
    while let Some(line) = rest.next() {
        blank |= line.trim().is_empty() && rest.peek().is_some();
    }
    blank
}

/// A place where one clause may end and the next begin.
#[derive(Clone, Copy, Debug)]
struct Boundary {
    at: usize,
    /// Whether it parts two clauses whatever stands in them.
    always: bool,
    /// Whether a relative clause begins here.
    relative: bool,
}

/// The bytes of a clause.
struct Clause {
    /// Without a break.
    around: Range<usize>,
    /// Behind a relative clause that stands within it; else empty.
    goes_on: Range<usize>,
}

/// The clause that holds a place of a sentence. `dates` are the sentence's references.
fn clause_around(text: &str, dates: &[Reference], place: usize, sentence: Range<usize>) -> Clause {
    let boundaries = boundaries(text, dates, sentence.clone());
    let hard = |boundary: &&Boundary| boundary.always;
    let from = boundaries.iter().filter(hard).rfind(|it| it.at <= place).map_or(sentence.start, |it| it.at);
    let to = boundaries.iter().filter(hard).find(|it| it.at > place).map_or(sentence.end, |it| it.at);
    let goes_on = behind_relative_clause(text, &boundaries, to, sentence.end);
    let inner: Vec<usize> =
        boundaries.iter().filter(|it| !it.always && (from..to).contains(&it.at)).map(|it| it.at).collect();
    let dates: Vec<&Reference> = dates.iter().filter(|date| (from..to).contains(&date.start)).collect();
    let parting = parting(text, &dates, &inner, from);
    let from = parting.iter().copied().rfind(|at| *at <= place).unwrap_or(from);
    let to = parting.iter().copied().find(|at| *at > place).unwrap_or(to);
    Clause { around: from..to, goes_on }
}

/// Where a clause goes on that breaks off at a place for a relative clause between commas; empty if it does not.
fn behind_relative_clause(text: &str, boundaries: &[Boundary], at: usize, end: usize) -> Range<usize> {
    let relative = boundaries.iter().any(|it| it.at == at && it.relative);
    if !relative || !text[..at].trim_end().ends_with(',') {
        return end..end;
    }
    let closing = boundaries.iter().find(|it| it.at > at && text[..it.at].ends_with(','));
    let from = closing.map_or(end, |it| it.at);
    from..boundaries.iter().find(|it| it.always && it.at > from).map_or(end, |it| it.at)
}

/// Of the weak boundaries those that part: one between each two dates that have any between them. Where dates come
/// first ("on Friday Mosul fell, on Sunday Raqqa") it is the last before the later date, else the first after the earlier.
fn parting(text: &str, dates: &[&Reference], weak: &[usize], from: usize) -> Vec<usize> {
    let leads = dates.first().is_some_and(|date| text[from..date.start.max(from)].split_whitespace().count() <= 2);
    let between = |pair: &[&Reference]| {
        let mut between = weak.iter().copied().filter(|at| (pair[0].end..=pair[1].start).contains(at));
        if leads { between.next_back() } else { between.next() }
    };
    dates.windows(2).filter_map(between).collect()
}

/// All boundaries of a sentence, in order; none inside of a date.
fn boundaries(text: &str, dates: &[Reference], sentence: Range<usize>) -> Vec<Boundary> {
    let mut boundaries = Vec::new();
    let mut word = None;
    let inside = &text[sentence.clone()];
    for (offset, character) in inside.char_indices().chain([(inside.len(), ' ')]) {
        let at = sentence.start + offset;
        if character.is_alphanumeric() || matches!(character, '\'' | '’') {
            word = word.or(Some(at));
            continue;
        }
        if let Some(start) = word.take() {
            boundaries.extend(word_boundary(&text[start..at], start..at, dates));
        }
        let always = match character {
            ';' | '—' | ':' => true,
            '–' | '-' => text[..at].ends_with(' '),
            ',' => false,
            _ => continue,
        };
        let parts =
            character == ',' || matches!(character, '—') || text[at + character.len_utf8()..].starts_with([' ', '\n']);
        if parts && (always || character == ',') {
            boundaries.push(Boundary { at: at + character.len_utf8(), always, relative: false });
        }
    }
    boundaries.retain(|it| !dates.iter().any(|date| date.start < it.at && it.at < date.end));
    boundaries
}

fn word_boundary(word: &str, place: Range<usize>, dates: &[Reference]) -> Option<Boundary> {
    let words = &*CLAUSE_WORDS;
    // No word of the lists is longer.
    if word.len() > 8 {
        return None;
    }
    let word = word.to_lowercase();
    let holds = |list: &[&str]| list.contains(&word.as_str());
    let before_date =
        || dates.iter().any(|date| date.start >= place.end && date.start - place.end <= PREPOSITION_REACH);
    let relative = holds(&words.relative);
    let boundary = |always| Some(Boundary { at: place.start, always, relative });
    match () {
        () if holds(&words.always) => boundary(true),
        () if holds(&words.unless_date) && !before_date() => boundary(true),
        () if holds(&words.between) => boundary(false),
        () => None,
    }
}

/// The words that begin clauses.
#[derive(Debug, Default)]
struct ClauseWords {
    always: Vec<&'static str>,
    unless_date: Vec<&'static str>,
    between: Vec<&'static str>,
    relative: Vec<&'static str>,
}

static CLAUSE_WORDS: LazyLock<ClauseWords> = LazyLock::new(|| {
    let list = |name: &str| {
        let line =
            include_str!("lang/en/clauses.txt").lines().find(|line| line.split_whitespace().next() == Some(name));
        line.map(|line| line.split_whitespace().skip(1).collect()).unwrap_or_default()
    };
    ClauseWords {
        always: list("always"),
        unless_date: list("unlessdate"),
        between: list("between"),
        relative: list("relative"),
    }
});

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Tagger;
    use super::*;
    use crate::text::sentences;

    /// The value of what governs a name, and the rule.
    fn governed(text: &str, name: &str, published: &str) -> (String, &'static str) {
        let found = Tagger::english().references(text, published.parse().ok());
        let start = text.find(name).unwrap_or_else(|| panic!("{name} in {text}"));
        let sentence = sentences(text).find(|range| range.contains(&start)).unwrap();
        match govern(text, &found, start..start + name.len(), sentence) {
            Some((at, rule)) => (found.references[at].value.clone().unwrap_or_else(|| "?".into()), rule.name()),
            None => ("-".into(), "-"),
        }
    }

    #[test]
    fn the_same_clause_governs_then_the_sentence() {
        for (text, name, value, rule) in [
            ("The army entered Mosul on 19 February 2017.", "Mosul", "2017-02-19", "clause"),
            ("On 10 July 2017, Mosul was free.", "Mosul", "2017-07-10", "clause"),
            ("In Tikrit, Ramadi and Mosul they prayed on 7 July 2017.", "Tikrit", "2017-07-07", "clause"),
            ("Mosul fell in July 2017 and Raqqa in October 2017.", "Mosul", "2017-07", "clause"),
            ("Mosul fell in July 2017 and Raqqa in October 2017.", "Raqqa", "2017-10", "clause"),
            ("Mosul fell in July 2017, Raqqa in October 2017.", "Raqqa", "2017-10", "clause"),
            ("On 3 May 2016 they left Mosul, on 5 May 2016 Raqqa.", "Mosul", "2016-05-03", "clause"),
            ("On 3 May 2016 they left Mosul, on 5 May 2016 Raqqa.", "Raqqa", "2016-05-05", "clause"),
            ("Baghdad said on 9 July 2017 that Mosul had fallen in June 2014.", "Baghdad", "2017-07-09", "clause"),
            ("Baghdad said on 9 July 2017 that Mosul had fallen in June 2014.", "Mosul", "2014-06", "clause"),
            ("Baghdad said on 9 July 2017 that Mosul was free.", "Mosul", "2017-07-09", "sentence"),
            ("Mosul was calm; Raqqa fell on 17 October 2017.", "Mosul", "2017-10-17", "sentence"),
            ("After June 2017 Mosul was quiet.", "Mosul", "2017-06", "clause"),
            // What the main clause says of it governs; what the relative clause says is as true, and second.
            ("Mosul, which fell on June 10, 2014, was retaken on July 10, 2017.", "Mosul", "2017-07-10", "clause"),
            ("Mosul, which fell in 2014, was retaken in 2017.", "Mosul", "2017", "clause"),
            ("Mosul, which fell in 2014, was quiet.", "Mosul", "2014", "sentence"),
            ("In 2017 Mosul, which fell in 2014, was retaken.", "Mosul", "2017", "clause"),
            ("The army, which took Tikrit in 2015, was in Mosul in 2017.", "Tikrit", "2015", "clause"),
            ("The army, which took Tikrit in 2015, was in Mosul in 2017.", "Mosul", "2017", "clause"),
            ("Raqqa fell in 2014 to men who took Mosul in June 2014.", "Mosul", "2014-06", "clause"),
        ] {
            assert_eq!(governed(text, name, "2018-01-01"), (value.to_owned(), rule), "{name}: {text}");
        }
    }

    #[test]
    fn a_sentence_without_a_date_takes_the_running_one() {
        let news = "Troops came on 3 May 2016. Mosul was quiet.\n\nRaqqa was not.";
        assert_eq!(governed(news, "Mosul", "2016-05-04"), ("2016-05-03".into(), "paragraph"));
        assert_eq!(governed(news, "Raqqa", "2016-05-04"), ("-".into(), "-"));
        let story = "The city fell in March 1918 and April 1919. Then came May 1920.\n\nMosul was quiet.";
        assert_eq!(governed(story, "Mosul", "2016-05-04"), ("1920-05".into(), "narrative"));
        // What comes later does not reach back.
        assert_eq!(governed("Mosul was quiet. Troops came on 3 May 2016.", "Mosul", "2016-05-04").1, "-");
        let far = format!("Troops came on 3 May 2016. {} Mosul was quiet.", "They waited for long. ".repeat(60));
        assert_eq!(governed(&far, "Mosul", "2016-05-04").1, "-");
    }

    #[test]
    fn a_sentence_without_end_reaches_so_far_and_no_further() {
        let endless = |words: usize| format!("On 3 May 2016 {} Mosul é was quiet", "they waited and ".repeat(words));
        assert_eq!(governed(&endless(10), "Mosul", ""), ("2016-05-03".into(), "clause"));
        assert_eq!(governed(&endless(500), "Mosul", "").1, "-");
    }

    #[test]
    fn what_cannot_be_resolved_governs_its_sentence_and_no_other() {
        let text = "Raqqa was hit in June 2017. Mosul fell on Friday. Tikrit was calm.";
        assert_eq!(governed(text, "Mosul", ""), ("?".into(), "clause"));
        assert_eq!(governed(text, "Tikrit", ""), ("2017-06".into(), "paragraph"));
    }

    #[test]
    fn blank_lines_end_paragraphs_and_line_breaks_do_not() {
        for (text, blank) in [("a\nb", false), ("a\n\nb", true), ("a\n \t\nb", true), ("\n", false), ("", false)] {
            assert_eq!(has_blank_line(text), blank, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_asked_something_of_the_text_answers(
            words in prop::collection::vec("(on|and|but|Mosul|, |; |that|3 May 2016|in 2014|\\. |\n\n|é|–)", 1..30)
        ) {
            let text = words.join(" ");
            let found = Tagger::english().references(&text, None);
            for sentence in sentences(&text) {
                for (at, _) in text.match_indices("Mosul").filter(|(at, _)| sentence.contains(at)) {
                    if let Some((reference, rule)) = govern(&text, &found, at..at + 5, sentence.clone()) {
                        let reference = &found.references[reference];
                        let own = reference.start < sentence.end && reference.end > sentence.start;
                        prop_assert_eq!(own, rule <= GovernRule::Sentence);
                    }
                }
            }
        }
    }
}
