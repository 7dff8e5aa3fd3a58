//! What is found: date references, and what is known of each.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::calendar::Span;

use super::resolve::Order;

/// The date references of one text, and what kind of text it was taken for.
#[derive(Clone, Debug, PartialEq)]
pub struct References {
    /// What kind of text it is, which decides what year-less and relative dates are counted from.
    pub genre: Genre,
    /// Of the dates in the text that name a year, how many lie in or next to the year of publication (or, without one,
    /// none), and how many elsewhere; and how many expressions count from the day of writing ("yesterday", "on
    /// Monday"). The genre was decided from these.
    pub evidence: Evidence,
    /// How the text writes dates in figures, as its unambiguous ones show ("13.06.2017"); none where there are none, or
    /// where they contradict each other.
    pub order: Option<Order>,
    /// In the order of the text; no two of them overlap.
    pub references: Vec<Reference>,
}

/// A kind of text, by what its relative dates are counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Genre {
    /// Written about its own days: "on Wednesday", "in May" and "last year" are counted from the day of publication.
    News,
    /// An account of another time: "on April 9" and "the following month" are counted from what it told last.
    Narrative,
}

impl Genre {
    /// The word that stands for it in every output.
    pub fn name(self) -> &'static str {
        match self {
            Genre::News => "news",
            Genre::Narrative => "narrative",
        }
    }
}

impl fmt::Display for Genre {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What was counted to tell news from a narrative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Dates with a year that lie in the year of publication, or in a year next to it.
    pub near: u32,
    /// Dates with a year that lie elsewhere; without a date of publication, all dates with a year.
    pub far: u32,
    /// Expressions that count from the day of writing.
    pub deictic: u32,
    /// Expressions that count from what was told before: "the next day", "that year".
    pub story: u32,
}

/// An expression in the text that names a calendar span.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// Its first byte in the text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What it names, in TIMEX3 form: `2017-06-13`, `2017-06`, `2017`, `2017-W24`, `2017-W24-WE`, `2014-SU`,
    /// `2016-Q1`, `2017-H1`, `196` (the 1960s), `18` (the 19th century), `FROM/TO` (the days of Ramadan); none if it is
    /// unresolved. A year before the year 1 stands by the number that it is known by, behind `BC`: `BC0323`,
    /// `BC0216-08-02`, `BC033` (the 330s BC), `BC03` (the 4th century BC).
    pub value: Option<String>,
    /// The days that it names. A [`Modifier::Start`], [`Modifier::Mid`] or [`Modifier::End`] leaves about a third of
    /// what the value says: "early 2015" is January to April. The granularity stays the value's.
    pub span: Option<Span>,
    /// The rule of the language data that found it; `dateline` of the day on which a report of the news was filed,
    /// which governs no mention.
    pub rule: &'static str,
    /// What it was counted from.
    pub anchor: Anchor,
    /// What narrows it, or how it binds.
    pub modifier: Option<Modifier>,
    /// From the first day to the last of the range whose one end it is ("6 June – 17 October 2017": both ends have
    /// it), or from "since January" to the day of publication.
    pub range: Option<Span>,
    /// The other reading, where tense or nearness had to decide between two.
    pub alternative: Option<Span>,
    /// Why there is no value.
    pub unresolved: Option<&'static str>,
}

/// The rule of a day in the head of a report, "RAQQA, Oct. 19, 2017 (Reuters) -": the report was filed on it, and tells
/// of others.
pub(crate) const DATELINE: &str = "dateline";

impl Reference {
    /// The days that it speaks of: those of the range whose one end it is, else those that it names.
    pub fn days(&self) -> Option<Span> {
        self.range.or(self.span)
    }
}

/// What a reference was counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Anchor {
    /// Nothing: it says its year itself.
    Explicit,
    /// The day of publication.
    Published,
    /// Another reference of the same text, by its place in [`References::references`].
    Reference(usize),
    /// There was nothing to count from.
    Missing,
}

impl Anchor {
    /// The word that stands for it in every output.
    pub fn name(self) -> &'static str {
        match self {
            Anchor::Explicit => "explicit",
            Anchor::Published => "published",
            Anchor::Reference(_) => "reference",
            Anchor::Missing => "missing",
        }
    }
}

/// What narrows a span, or how the text binds to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Modifier {
    /// Its beginning: "early 2015", "the start of May". "Earlier this year" ends with the day of publication.
    Start,
    /// Its middle: "mid-June".
    Mid,
    /// Its end: "late last year". "Later this year" begins with the day of publication.
    End,
    /// Roughly: "about 1850".
    Approx,
    /// From it on: "since January".
    Since,
    /// Up to it: "until 1945".
    Until,
    /// Earlier than it.
    Before,
    /// Later than it.
    After,
}

impl Modifier {
    /// The word that stands for it in every output.
    pub fn name(self) -> &'static str {
        match self {
            Modifier::Start => "start",
            Modifier::Mid => "mid",
            Modifier::End => "end",
            Modifier::Approx => "approx",
            Modifier::Since => "since",
            Modifier::Until => "until",
            Modifier::Before => "before",
            Modifier::After => "after",
        }
    }
}
