//! How a date stands in what is told: what moves the story's clock, and what is told in passing.

use super::super::grammar::Grammar;
use super::super::lang::{Class, Reading};
use super::super::period::{Period, Unit};
use super::super::reference::{Anchor, Genre, Modifier};
use super::super::tense::{self, Tense};
use super::clock::Standing;
use super::{Resolver, Site};

impl<'l> Resolver<'_, 'l, '_> {
    /// How a date stands in what is told: some only stand in the background, in brackets, before a noun, after "until".
    pub(super) fn standing(&self, site: &Site<'_, 'l>, period: Period, anchor: Anchor) -> Standing {
        let before = site.group.first.checked_sub(1).map(|at| &self.grammar.tokens.list[at]);
        let binding = before.and_then(|word| self.binding(word.word));
        if binding == Some(Modifier::Until) && self.is_when(site, period) {
            return Standing::Story;
        }
        // "Was taken in 1917 and freed the following year" is as far in the background as the taking.
        let from_here = self.clock.here.is_some_and(|here| anchor == Anchor::Reference(here.index));
        if from_here && self.clock.here_is_aside && self.genre == Genre::Narrative {
            return Standing::Aside;
        }
        if looks_back(site) || self.is_flash(site, period) || (self.genre == Genre::News && is_comparison(site)) {
            return Standing::Aside;
        }
        let list = &self.grammar.tokens.list;
        let first = site.group.first;
        let mark = |at: usize, name: &str| &self.grammar.text[list[at].start..list[at].end] == name;
        let open = (first.saturating_sub(BRACKET)..first).rev().find(|&at| mark(at, "(") || mark(at, ")"));
        if open.is_some_and(|at| mark(at, "(")) || self.is_past_of_account(site, period) {
            return Standing::Aside;
        }
        let until = binding == Some(Modifier::Until) && !self.goes_on_until(period);
        if binding == Some(Modifier::Since) || until {
            return Standing::Bound;
        }
        let bare_year = matches!(period, Period::Year(_) | Period::Decade(_) | Period::Century(_));
        let next = list.get(site.group.last + 1);
        let attached = before.is_some_and(|word| word.is(Class::Determiner)) && next.is_some_and(|n| !n.is_mark());
        let named = attached || before.is_some_and(|word| word.is(Class::OfName));
        let weak = (named && !self.is_next_year(period))
            || binding.is_some()
            || matches!(site.tense, Some(Tense::Perhaps | Tense::Could));
        if self.ends_a_long_range(site, period) || (bare_year && weak) { Standing::Aside } else { Standing::Story }
    }

    /// Whether an account comes to a year next: "the offensive of 1972" after what was told of 1971 is no look back.
    fn is_next_year(&self, period: Period) -> bool {
        let told = self.clock.month.and_then(|told| told.period.span());
        let years = told.zip(period.span()).map(|(told, span)| span.from().year() - told.from().year());
        self.genre == Genre::Narrative && years.is_some_and(|years| (1..=FAR_AHEAD).contains(&years))
    }

    /// Whether an account leaves its time for a moment: for a year before it, told in passing ("born in 1890", "had been
    /// burned in 1871", "which fell in March 1812"), or for one long after it that no sentence begins with ("the town was
    /// renamed in 1961").
    fn is_flash(&self, site: &Site<'_, 'l>, period: Period) -> bool {
        let Some((told, here)) =
            self.clock.month.or(self.clock.last).and_then(|told| Some((told, told.period.span()?)))
        else {
            return false;
        };
        let (Some(year), Some(_)) = (period.span().map(|span| span.from().year()), site.group.parts.year) else {
            return false;
        };
        if self.genre == Genre::News {
            return false;
        }
        let bare = matches!(period, Period::Year(_));
        let here_told = told.paragraph == site.candidate.paragraph;
        let first = site.group.first;
        let list = &self.grammar.tokens.list;
        let opening = (first.saturating_sub(OPENING)..=first).rev().find(|at| list[*at].begins_sentence());
        // "Born in 1890" opens its sentence, and sets no time.
        let opens = opening.is_some_and(|at| at == first || list[at].is(Class::Preposition));
        let year_told = here.from().year();
        if year < year_told {
            return (bare && here_told && !opens) || self.is_pluperfect_or_aside(site) || self.is_relative(site);
        }
        bare && !opens && here_told && self.clock.month.is_some() && year > year_told + FAR_AHEAD
    }

    /// Whether the verb before a date is a pluperfect.
    pub(super) fn is_pluperfect(&self, site: &Site<'_, 'l>) -> bool {
        let Grammar { language, text, tokens } = self.grammar;
        tense::is_pluperfect(&language.lexicon, text, &tokens.list, site.candidate.groups[0].first, false)
    }

    /// The same, where the date may stand behind a comma.
    fn is_pluperfect_or_aside(&self, site: &Site<'_, 'l>) -> bool {
        let Grammar { language, text, tokens } = self.grammar;
        tense::is_pluperfect(&language.lexicon, text, &tokens.list, site.candidate.groups[0].first, true)
    }

    /// Whether something happens at the end of a stay, and the account has come to it: "until 1819, when he was expelled",
    /// "did not return until 1824".
    fn is_when(&self, site: &Site<'_, 'l>, period: Period) -> bool {
        let Grammar { language, tokens, .. } = self.grammar;
        let ahead = self.clock.last.and_then(|told| told.period.span()).zip(period.span());
        let goes_on = ahead.is_none_or(|(told, span)| span.to() >= told.from());
        let (first, last) = (site.candidate.groups[0].first, site.group.last);
        let soon = ahead.is_none_or(|(told, span)| span.from().year() - told.from().year() <= SOON);
        let happens = tense::goes_on_when(&language.lexicon, &tokens.list, last)
            || (soon && tense::is_denied(&language.lexicon, &tokens.list, first));
        self.genre == Genre::Narrative && goes_on && happens
    }

    fn is_relative(&self, site: &Site<'_, 'l>) -> bool {
        let Grammar { language, tokens, .. } = self.grammar;
        tense::is_relative(&language.lexicon, &tokens.list, site.candidate.groups[0].first)
    }

    /// Whether a pluperfect tells what lies before the time of an account: "had been drawn up in May".
    fn is_past_of_account(&self, site: &Site<'_, 'l>, period: Period) -> bool {
        let told = self.clock.last.and_then(|told| told.period.span());
        let before = told.zip(period.span()).is_some_and(|(told, span)| span.to() < told.from());
        self.genre == Genre::Narrative && before && self.is_pluperfect_or_aside(site)
    }

    /// Whether an account goes on from the end of a stay: "held it until March 1942". After "from 21 February until", and
    /// far ahead, it does not.
    fn goes_on_until(&self, period: Period) -> bool {
        let mut told = self.references.iter().rev();
        let (Some(this), before) = (told.next(), told.next()) else { return false };
        let ends_a_range = before.is_some_and(|before| this.start - before.end <= BETWEEN_ENDS);
        let fine = matches!(period, Period::Day(_) | Period::Month(..));
        let near = self
            .clock
            .month
            .and_then(|told| told.period.span())
            .zip(period.span())
            .is_some_and(|(told, span)| (0..=1).contains(&(span.from().year() - told.from().year())));
        self.genre == Genre::Narrative && fine && near && !ends_a_range
    }

    /// Whether it is the far end of a long range, or of one that began in another year: the story then begins with the
    /// near end.
    fn ends_a_long_range(&self, site: &Site<'_, 'l>, period: Period) -> bool {
        let start = site.candidate.groups[0].first;
        let Some(first) = self.references.iter().rev().nth(1).filter(|_| site.candidate.rule.is_range()) else {
            return false;
        };
        let (Some(begin), Some(end)) = (first.span, period.span()) else { return false };
        let long = self.genre == Genre::Narrative && end.to().days_since(begin.from()) > LONG_RANGE;
        let same_match = first.start >= self.grammar.tokens.list[start].start;
        same_match && (long || begin.from().year() != end.from().year())
    }
}

/// A year further ahead of an account than this is not the account's next.
const FAR_AHEAD: i32 = 2;

/// An account goes on from what did "not" happen "until" a date, if that is at most so many years ahead.
const SOON: i32 = 5;

/// A date that stands at most so many tokens after the beginning of its sentence sets its time: "In the spring of 1965".
const OPENING: usize = 2;

/// Days from the first to the last of a range whose far end an account does not go on from.
const LONG_RANGE: i64 = 60;

/// Bytes between the ends of a range: " until ", " and the ".
const BETWEEN_ENDS: usize = 12;

/// How many tokens back a bracket is looked for.
const BRACKET: usize = 20;

/// Whether a story only looks back: "the previous night", "two years earlier".
fn looks_back(site: &Site<'_, '_>) -> bool {
    let reading = site.candidate.rule.reading;
    let parts = &site.group.parts;
    let behind = parts.story.map_or(parts.binding == 3, |steps| steps < 0);
    reading == Reading::Earlier || (reading == Reading::Story && behind)
}

/// Whether a report only compares with it: "a year earlier", "the year-ago quarter", "last year".
fn is_comparison(site: &Site<'_, '_>) -> bool {
    let parts = &site.group.parts;
    match site.candidate.rule.reading {
        Reading::YearAgo | Reading::Ago | Reading::Earlier => true,
        Reading::Unit => parts.unit.and_then(Unit::from_code) == Some(Unit::Year),
        _ => false,
    }
}
