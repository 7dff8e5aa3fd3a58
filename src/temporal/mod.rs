//! Date references: expressions in a text that name a calendar span.
//!
//! A [`Tagger`] finds them, with their offsets, and says which days each names, in TIMEX3 form and as a [`Span`]; or
//! why it cannot say. It works in one pass over the text:
//!
//! 1. The text is read into tokens; each word gets the classes that the language's lexicon gives it.
//! 2. At each token that can begin a date, the longest pattern of the language's rules is taken.
//! 3. From the dates that name a year and the expressions that count from the day of writing, the kind of text is
//!    told: [`Genre::News`] or [`Genre::Narrative`].
//! 4. Each match is resolved, from left to right: by what it says, by the day of publication, by what the text told
//!    last.
//!
//! Words, patterns and feasts stand in tables (`lang/en/`), apart from the code; the rules are named there, and each
//! has examples. Extents follow TimeML's TIMEX3: without the preposition, with article and modifier ("the end of
//! March", "late last year", "a year ago"). Of a range or a list each end is a reference of its own, and takes the
//! month and the year that it lacks from its neighbour; both ends of a range hold the days from the first to the last
//! in [`Reference::range`].
//!
//! Choices that could have been others: a winter belongs to the year in which it begins (1941-WI is December 1941 to
//! February 1942), and seasons are those of the northern hemisphere; "early", "mid" and "late" are the thirds of a
//! span; a fiscal year or quarter is given as the calendar's; "the 1800s" are a century, "the 2000s" a decade; weeks
//! are ISO weeks. Days before the calendar's reform, and those BC, are given as the text writes them, in the proleptic
//! Gregorian calendar, and not converted from the Julian one or any other. In an account that stands in the years BC, a
//! year that does not name its era is of that era where the account goes on to it, downwards in its number.
//!
//! Left out, because they name no span of the calendar or cannot be told from something else: durations ("for two
//! weeks", "the last three years"), sets ("every Friday"), times without a day, day and month with a slash and no year
//! ("4/22"), a day of the month without its ordinal ("on 15"), forms of chat ("tmrw", "Oct2"), feasts of the Hindu and
//! the Chinese calendar, fiscal years that differ from the calendar's, millennia, and years before 10,000 BC. "Today"
//! in a narrative is left unresolved, too: it means the present age.
//!
//! ```
//! use dateline::temporal::Tagger;
//! let tagger = Tagger::english();
//! let text = "The siege began on 17 October 2016. Two days later the road was cut.";
//! let found = tagger.references(text, Some("2017-06-14".parse()?));
//! let values: Vec<_> = found.references.iter().map(|it| (&text[it.start..it.end], it.value.as_deref())).collect();
//! assert_eq!(values, [("17 October 2016", Some("2016-10-17")), ("Two days later", Some("2016-10-19"))]);
//! # Ok::<(), dateline::Error>(())
//! ```

mod clause;
mod feasts;
mod figures;
mod genre;
mod govern;
mod grammar;
mod lang;
mod lexer;
mod moon;
mod numeral;
mod parts;
mod period;
mod reach;
mod reference;
mod resolve;
mod tense;
mod token;

use std::ops::Range;
use std::sync::OnceLock;

use crate::calendar::Span;

use grammar::Grammar;
use lang::Language;
use resolve::Resolver;

pub use govern::{GovernRule, Governing};
pub(crate) use reference::DATELINE;
pub use reference::{Anchor, Evidence, Genre, Modifier, Reference, References};
pub use resolve::Order;

/// Finds and resolves date references in one language. Built once; it may be shared between threads.
pub struct Tagger {
    language: Language,
}

/// What is known of a text besides itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context<'n> {
    /// When it was published. Relative dates of news need it to the day.
    pub published: Option<Span>,
    /// How its source writes dates in figures, for a text whose own dates do not tell.
    pub order: Option<Order>,
    /// What kind of text it is, if that is known; else it is told from the text.
    pub genre: Option<Genre>,
    /// Where names stand in the text that are no dates, as bytes in order: "May" of Theresa May, "17 November" of the
    /// 17 November Group. No word of them is part of a date.
    pub names: &'n [Range<usize>],
}

impl Tagger {
    /// A tagger for English.
    pub fn english() -> Tagger {
        Tagger { language: Language::english() }
    }

    /// A tagger for the language of a two-letter code (ISO 639-1): English (`en`), German (`de`) or French (`fr`). None
    /// for others, rather than one that would read their words as another language's.
    ///
    /// ```
    /// use dateline::temporal::Tagger;
    /// let tagger = Tagger::for_language("de").unwrap();
    /// let text = "Die Stadt fiel am 17. Oktober 2017; zwei Tage später war die Straße frei.";
    /// let found = tagger.references(text, None).references;
    /// assert_eq!(found[1].value.as_deref(), Some("2017-10-19"));
    /// assert!(Tagger::for_language("tlh").is_none());
    /// ```
    pub fn for_language(code: &str) -> Option<Tagger> {
        Language::of(code).map(|language| Tagger { language })
    }

    /// The date references of a text. The result depends on the arguments alone.
    pub fn references(&self, text: &str, published: Option<Span>) -> References {
        self.references_in(text, Context { published, ..Context::default() })
    }

    /// The date references of a text of which more is known than its date.
    pub fn references_in(&self, text: &str, context: Context<'_>) -> References {
        let tokens = lexer::tokens(&self.language, text).without(context.names);
        let grammar = Grammar { language: &self.language, text, tokens: &tokens };
        let candidates = grammar.candidates();
        let (detected, evidence) = genre::detect(&candidates, context.published);
        let genre = context.genre.unwrap_or(detected);
        let order = resolve::order_of(&tokens.numerics);
        let chosen_order = order.or(context.order).or(self.language.order);
        let has_today = evidence.deictic > 0;
        let references =
            Resolver::new(&grammar, context.published, genre, has_today, chosen_order).resolve(&candidates);
        References { genre, evidence, order, references }
    }

    /// Which of the references that were found in a text govern its mentions. News that was published on a known day is
    /// about its own days: what it tells of earlier ones in passing governs nothing else.
    ///
    /// ```
    /// use dateline::temporal::{GovernRule, Tagger};
    /// let tagger = Tagger::english();
    /// let text = "Mosul was declared free on 10 July 2017, while Raqqa fell in October 2017.";
    /// let found = tagger.references(text, None);
    /// let raqqa = text.find("Raqqa").unwrap_or_default();
    /// let (reference, rule) = tagger.governing(text, &found, None).of(raqqa..raqqa + 5, 0..text.len()).unwrap();
    /// assert_eq!(found.references[reference].value.as_deref(), Some("2017-10"));
    /// assert_eq!(rule, GovernRule::Clause);
    /// ```
    pub fn governing<'a>(&'a self, text: &'a str, found: &'a References, published: Option<Span>) -> Governing<'a> {
        Governing::new(text, found, published, &self.language)
    }
}

/// The codes of the languages that there are tables for, English first.
pub const LANGUAGES: [&str; 3] = ["en", "de", "fr"];

/// A tagger for each language that there are tables for, made when it is first asked for.
#[derive(Debug, Default)]
pub struct Taggers {
    made: [OnceLock<Tagger>; LANGUAGES.len()],
}

impl Taggers {
    /// The tagger for a document of this language. English serves where the language is not known or has no tables:
    /// dates in figures are found in any.
    ///
    /// ```
    /// use dateline::temporal::Taggers;
    /// let taggers = Taggers::default();
    /// let text = "Sie kamen am 5. Mai 2016.";
    /// let value = |language| taggers.of(language).references(text, None).references[0].value.clone().unwrap();
    /// assert_eq!((value(Some("de")), value(None)), ("2016-05-05".to_owned(), "2016".to_owned()));
    /// ```
    pub fn of(&self, language: Option<&str>) -> &Tagger {
        let at = LANGUAGES.iter().position(|code| Some(*code) == language).unwrap_or(0);
        self.made[at].get_or_init(|| Tagger::for_language(LANGUAGES[at]).expect("each code of the list has its tables"))
    }
}

impl std::fmt::Debug for Tagger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tagger").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
