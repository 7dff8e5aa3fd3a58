//! Which date reference governs a mention: when the text says that what it tells of the mention happened.
//!
//! Nearness within the clause decides, then nearness within the sentence; a sentence without a date stands in the time
//! that its paragraph, or an account of another time as a whole, told last. Of "Mosul, which fell in 2014, was retaken
//! in 2017" both are true of Mosul; the main clause governs.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::calendar::Span;

use super::clause::{self, Clause, Clauses};
use super::lang::Language;
use super::reach::Reach;
use super::reference::{DATELINE, Genre, Reference, References};
use super::{lexer, tense};

/// A paragraph's date reaches this many bytes: about six sentences. Texts that mark no paragraphs are one paragraph.
const PARAGRAPH_REACH: usize = 1_000;
/// No clause and no sentence reaches further from a mention: what does is a table or a list without stops, and looking
/// through all of it for each mention would take quadratic time.
const SENTENCE_REACH: usize = 1_000;

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

/// Which of a text's references governs which of its mentions: made by [`Tagger::governing`](super::Tagger::governing).
///
/// It keeps the clauses of the sentence that it was asked about last, so that mentions asked in the order of the text
/// take linear time; what it answers does not depend on what it was asked before.
pub struct Governing<'a> {
    text: &'a str,
    found: &'a References,
    language: &'a Language,
    /// How far each reference reaches.
    reaches: Vec<Reach>,
    /// Which references tell of a time that the text is not about.
    background: Vec<bool>,
    /// For each reference the last one up to it that the sentences behind it may stand in.
    running: Vec<Option<usize>>,
    /// The clauses of the last sentence.
    clauses: Option<Clauses>,
}

impl<'a> Governing<'a> {
    pub(super) fn new(
        text: &'a str,
        found: &'a References,
        published: Option<Span>,
        language: &'a Language,
    ) -> Governing<'a> {
        let all = &found.references;
        let words = &language.clauses;
        let news = published.filter(|_| found.genre == Genre::News);
        let reach = |date: &Reference| {
            let current = news.is_some_and(|day| is_current(date, day)) && date.rule != DATELINE;
            if current { Reach::Clause } else { Reach::of(text, date, words) }
        };
        let reaches: Vec<Reach> = all.iter().map(reach).collect();
        let background: Vec<bool> = all.iter().map(|date| news.is_some_and(|day| is_background(date, day))).collect();
        let runs = |at: usize| {
            let aside = background[at] && clause::is_subordinate(text, all[at].start, words);
            all[at].span.is_some() && reaches[at] == Reach::Clause && !aside
        };
        let running = (0..all.len()).scan(None, |last, at| {
            *last = if runs(at) { Some(at) } else { *last };
            Some(*last)
        });
        let running = running.collect();
        Governing { text, found, language, reaches, background, running, clauses: None }
    }

    /// The reference that governs a mention, by its place in [`References::references`], and by which rule; none if
    /// none does.
    ///
    /// `mention` and `sentence` are byte ranges of the text that the references were found in. An unresolved reference
    /// governs its own sentence all the same: that one cannot tell when "on Friday" was does not make it last week's
    /// date. It is no running date for the sentences after it.
    pub fn of(&mut self, mention: Range<usize>, sentence: Range<usize>) -> Option<(usize, GovernRule)> {
        let from = sentence.start.max(self.text.ceil_char_boundary(mention.start.saturating_sub(SENTENCE_REACH)));
        let to = sentence.end.min(self.text.floor_char_boundary(mention.end.saturating_add(SENTENCE_REACH)));
        let all = &self.found.references;
        let first = all.partition_point(|reference| reference.end <= from);
        let own = first..first + all[first..].partition_point(|reference| reference.start < to);
        if let Some(at) = self.describing(own.clone(), &mention) {
            return Some((at, GovernRule::Clause));
        }
        if own.clone().all(|at| self.reaches[at] != Reach::Clause) {
            return self.running_date(first, from..to);
        }
        let clause = self.clause(&mention, sentence, from..to);
        let opening = self.clauses.as_ref().map_or(from, Clauses::first_end);
        let within = |part: &Range<usize>| {
            let all = &all[own.clone()];
            let from = all.partition_point(|reference| reference.start < part.start);
            own.start + from..own.start + all.partition_point(|reference| reference.start < part.end)
        };
        let nearest = |places: Range<usize>| self.nearest(places, &mention, |_| true);
        // What a clause aside says of another time says nothing of the rest of the news.
        let of_sentence = |at: usize| !self.background[at] || (all[at].end <= opening && all[at].end <= mention.start);
        nearest(within(&clause.around))
            .or_else(|| nearest(within(&clause.other)))
            .map(|at| (at, GovernRule::Clause))
            .or_else(|| self.nearest(own.clone(), &mention, of_sentence).map(|at| (at, GovernRule::Sentence)))
    }

    /// The reference that describes a noun to which the mention belongs.
    fn describing(&self, mut places: Range<usize>, mention: &Range<usize>) -> Option<usize> {
        places.find(|at| match &self.reaches[*at] {
            Reach::Within(phrase) => phrase.start <= mention.start && mention.end <= phrase.end,
            Reach::Clause => false,
        })
    }

    /// The clause around a mention. A sentence that is longer than anybody writes, such as a table, is looked at within
    /// reach of the mention alone.
    fn clause(&mut self, mention: &Range<usize>, sentence: Range<usize>, reach: Range<usize>) -> Clause {
        let bounds = if sentence.len() <= SENTENCE_REACH { sentence } else { reach };
        let known = self.clauses.take().filter(|clauses| clauses.sentence == bounds);
        let clauses = known.unwrap_or_else(|| {
            let all = &self.found.references;
            let first = all.partition_point(|reference| reference.end <= bounds.start);
            let after = all.partition_point(|reference| reference.start < bounds.end);
            Clauses::of(self.text, &all[first..after], &self.language.clauses, bounds)
        });
        self.clauses.insert(clauses).around(mention.start)
    }

    /// The reference nearest to a mention, of those at some places that reach over a clause; of two that are as near,
    /// the first.
    fn nearest(&self, places: Range<usize>, mention: &Range<usize>, may: impl Fn(usize) -> bool) -> Option<usize> {
        let free = places.filter(|at| self.reaches[*at] == Reach::Clause && may(*at));
        free.min_by_key(|at| distance(&self.found.references[*at], mention))
    }

    /// What the text told last before a sentence without a date; `before` counts the references before it. News goes on
    /// with another time only as long as it tells what was.
    fn running_date(&self, before: usize, sentence: Range<usize>) -> Option<(usize, GovernRule)> {
        let at = self.running[before.checked_sub(1)?]?;
        let end = self.found.references[at].end.min(sentence.start);
        if sentence.start - end > PARAGRAPH_REACH || has_blank_line(&self.text[end..sentence.start]) {
            return (self.found.genre == Genre::Narrative).then_some((at, GovernRule::Narrative));
        }
        let goes_on = !self.background[at] || self.tells_what_was(&self.text[sentence]);
        goes_on.then_some((at, GovernRule::Paragraph))
    }

    fn tells_what_was(&self, sentence: &str) -> bool {
        let tokens = lexer::tokens(self.language, sentence);
        tense::tells_what_was(&self.language.lexicon, sentence, &tokens)
    }
}

/// What ended so many days before a text was published is no news in it.
const BACKGROUND: i64 = 60;

/// What lies so many days from the publication is what the news is about, even where it describes a noun: "ahead of a
/// Monday morning meeting".
const CURRENT: i64 = 7;

fn is_current(date: &Reference, published: Span) -> bool {
    let within = |span: Span| {
        published.from().days_since(span.to()) <= CURRENT && span.from().days_since(published.to()) <= CURRENT
    };
    date.span.is_some_and(|span| span.from() == span.to() && within(span))
}

fn is_background(date: &Reference, published: Span) -> bool {
    let days = |span: Span| published.from().days_since(span.to());
    date.span.is_some_and(|span| days(span) > BACKGROUND)
}

impl fmt::Debug for Governing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Governing").finish_non_exhaustive()
    }
}

/// Bytes between a reference and a mention; 0 if they touch or overlap.
fn distance(reference: &Reference, mention: &Range<usize>) -> usize {
    reference.start.saturating_sub(mention.end).max(mention.start.saturating_sub(reference.end))
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

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::super::Tagger;
    use super::*;
    use crate::text::sentences;

    static TAGGER: LazyLock<Tagger> = LazyLock::new(Tagger::english);

    /// The value of what governs a name, and the rule.
    fn governed(text: &str, name: &str, published: &str) -> (String, &'static str) {
        governed_in(&TAGGER, text, name, published)
    }

    fn governed_in(tagger: &Tagger, text: &str, name: &str, published: &str) -> (String, &'static str) {
        let found = tagger.references(text, published.parse().ok());
        let start = text.find(name).unwrap_or_else(|| panic!("{name} in {text}"));
        let sentence = sentences(text).find(|range| range.contains(&start)).unwrap();
        match tagger.governing(text, &found, published.parse().ok()).of(start..start + name.len(), sentence) {
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
            ("Mosul, in which they had fought in 2014, was quiet in 2017.", "Mosul", "2017", "clause"),
            ("Raqqa fell in 2014 to men who took Mosul in June 2014.", "Mosul", "2014-06", "clause"),
        ] {
            assert_eq!(governed(text, name, ""), (value.to_owned(), rule), "{name}: {text}");
        }
    }

    /// The event of the day was once put into the year of what the sentence, or the one before it, said of its past.
    #[test]
    fn the_background_of_news_does_not_date_its_events() {
        let army = "The army, which took Tikrit in 2015, was in Mosul.";
        let land = "Abadi said the militia had lost the land it seized near Mosul in 2014.";
        let since =
            "Troops enter Khan Shaykhun for the first time since losing the town in 2014, according to Damascus.";
        let war = "The 2003 invasion of Iraq destroyed Baghdad, Putin said in Moscow.";
        let years = "Meddling in the 2016 elections and war in Ukraine and in Syria went on.";
        for (text, name, value, rule) in [
            (army, "Tikrit", "2015", "clause"),
            (army, "Mosul", "-", "-"),
            (land, "Abadi", "-", "-"),
            (land, "Mosul", "2014", "clause"),
            (since, "Khan Shaykhun", "-", "-"),
            (since, "Damascus", "-", "-"),
            (war, "Iraq", "2003", "clause"),
            (war, "Baghdad", "-", "-"),
            (war, "Moscow", "-", "-"),
            (years, "Syria", "-", "-"),
            ("A Mosul man born in 1980 was shot in Baghdad.", "Mosul", "-", "-"),
            ("A Mosul man born in 1980 was shot in Baghdad.", "Baghdad", "-", "-"),
            ("Syria frees a man who was kidnapped in 2012.", "Syria", "-", "-"),
            ("They took Hatra for the first time since 2014.", "Hatra", "-", "-"),
            ("A 1996 Oldsmobile driven by a man of Mosul burned.", "Mosul", "-", "-"),
            ("Mosul, which fell in 2014, was quiet.", "Mosul", "-", "-"),
            ("In retaliation for the June 1 attacks they struck Raqqa.", "Raqqa", "-", "-"),
            ("Ahead of a Monday morning meeting he came to Baghdad.", "Baghdad", "2017-06-12", "sentence"),
            ("“It has come to Mosul,” he said on Monday.", "Mosul", "2017-06-12", "sentence"),
            // What the sentence itself is about is no background of it.
            ("In 2014, men who came from Raqqa took Mosul.", "Raqqa", "2014", "sentence"),
            ("Mosul fell in June 2014.", "Mosul", "2014-06", "clause"),
            ("Baghdad said on Monday that Mosul was free.", "Mosul", "2017-06-12", "sentence"),
            // The day on which a report was filed is none that it tells of.
            ("RAQQA, Syria, June 14, 2017 (Reuters) - Men took Hatra on Monday.", "Hatra", "2017-06-12", "clause"),
            ("RAQQA, Syria, June 14, 2017 (Reuters) - Hatra was quiet.", "Hatra", "-", "-"),
            ("RAQQA, Syria, June 14, 2017 (Reuters) - Hatra was quiet.", "RAQQA", "-", "-"),
            // It goes on as long as the text tells what was.
            ("Men took Mosul in June 2014. They fought in Raqqa.", "Raqqa", "2014-06", "paragraph"),
            ("Men took Mosul in June 2014. They have been active in Raqqa.", "Raqqa", "-", "-"),
            ("Men took Mosul in June 2014. Records indicate a grave in Raqqa.", "Raqqa", "-", "-"),
            (
                "They met on Monday. Hatra, which fell in 2014, is free. Raqqa was hit.",
                "Raqqa",
                "2017-06-12",
                "paragraph",
            ),
        ] {
            assert_eq!(governed(text, name, "2017-06-14"), (value.to_owned(), rule), "{name}: {text}");
        }
    }

    #[test]
    fn german_clauses_part_at_their_own_words() {
        let german = Tagger::for_language("de").unwrap();
        for (text, name, value, rule) in [
            ("Mossul wurde im Juli 2017 befreit, während Rakka im Oktober 2017 fiel.", "Rakka", "2017-10", "clause"),
            ("Mossul wurde im Juli 2017 befreit, während Rakka im Oktober 2017 fiel.", "Mossul", "2017-07", "clause"),
            ("Bagdad meldete im Juli 2017, dass Mossul im Juni 2014 gefallen sei.", "Mossul", "2014-06", "clause"),
            ("Bagdad meldete im Juli 2017, dass Mossul ruhig sei.", "Mossul", "2017-07", "sentence"),
            // A relative clause ends with its verb; an enumeration goes on with a noun.
            ("Mossul, das 2014 gefallen war, wurde 2017 befreit.", "Mossul", "2017", "clause"),
            ("Die Stadt, in der Tikrit 2015 siegte, hieß 2017 Mossul.", "Tikrit", "2015", "clause"),
            ("Im Mai 2016 kamen Tikrit, die Miliz und die Polizei.", "Polizei", "2016-05", "clause"),
            ("Während des Jahres 2016 blieb Mossul besetzt.", "Mossul", "2016", "clause"),
            ("Seit Mai 2016 war Mossul ruhig.", "Mossul", "2016-05", "clause"),
            ("Mossul blieb im Mai 2016 ruhig, bis Tikrit im Juni 2016 fiel.", "Mossul", "2016-05", "clause"),
            ("Mossul fiel im Juli 2017 und Rakka im Oktober 2017.", "Rakka", "2017-10", "clause"),
        ] {
            assert_eq!(governed_in(&german, text, name, "2018-01-01"), (value.to_owned(), rule), "{name}: {text}");
        }
    }

    /// Each mention once looked at all unresolved dates before it for one that is resolved: of this text ten thousand
    /// million.
    #[test]
    fn a_hundred_thousand_unresolved_dates_take_linear_time() {
        let text = "On Friday they left. Mosul was calm. ".repeat(100_000);
        let found = TAGGER.references(&text, None);
        assert_eq!(found.references.len(), 100_000);
        let mut governing = TAGGER.governing(&text, &found, None);
        let mentions = text.match_indices("Mosul").map(|(at, _)| (at..at + 5, at..at + 15));
        assert!(mentions.into_iter().all(|(mention, sentence)| governing.of(mention, sentence).is_none()));
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
            words in prop::collection::vec("(on|and|but|Mosul|, |; |that|which|the|held|“It|said|it|was|since|land|3 May 2016|in 2014|\\. |\n\n|é|–)", 1..30),
            published in prop_oneof![Just(None), Just("2017-06-14".parse::<Span>().ok())],
        ) {
            let text = words.join(" ");
            let tagger = &*TAGGER;
            let found = tagger.references(&text, published);
            let mut governing = tagger.governing(&text, &found, published);
            for sentence in sentences(&text) {
                for (at, _) in text.match_indices("Mosul").filter(|(at, _)| sentence.contains(at)) {
                    if let Some((reference, rule)) = governing.of(at..at + 5, sentence.clone()) {
                        let reference = &found.references[reference];
                        let own = reference.start < sentence.end && reference.end > sentence.start;
                        prop_assert_eq!(own, rule <= GovernRule::Sentence);
                    }
                }
            }
        }
    }
}
