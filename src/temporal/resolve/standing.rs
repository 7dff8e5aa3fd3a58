//! How a date stands in what is told: what moves the story's clock, and what is told in passing.

use crate::calendar::Span;

use super::super::grammar::Grammar;
use super::super::lang::{Class, Reading};
use super::super::period::{Period, Unit};
use super::super::reference::{Anchor, Genre, Modifier};
use super::super::tense::{self, Tense};
use super::super::token::Token;
use super::clock::Standing;
use super::{OF_OLD, Resolver, Site};

impl<'l> Resolver<'_, 'l, '_> {
    /// How a date stands in what is told: some only stand in the background, in brackets, before a noun, after "until".
    pub(super) fn standing(&self, site: &Site<'_, 'l>, period: Period, anchor: Anchor) -> Standing {
        let before = site.group.first.checked_sub(1).map(|at| &self.grammar.tokens.list[at]);
        let binding = before.and_then(|word| self.binding(word.word)).or_else(|| self.binding_before(site));
        if binding == Some(Modifier::Until) && self.is_when(site, period) {
            return Standing::Story;
        }
        let bracket = self.open_bracket(site.group.first);
        if self.is_in_passing(site, period, anchor) {
            return if bracket.is_some() { Standing::Bracketed } else { Standing::Aside };
        }
        if let Some(open) = bracket {
            let whole = open + 1 == site.group.first && self.is_mark(site.group.last + 1, ")");
            return if whole && self.is_next_event(site, period) { Standing::Story } else { Standing::Bracketed };
        }
        if self.is_past_of_account(site, period) || self.is_told_of_no_time(site, period, anchor) {
            return Standing::Aside;
        }
        // "The battle began, which lasted until March" leads back to its beginning.
        let until = binding == Some(Modifier::Until) && (!self.goes_on_until(period) || self.is_relative(site));
        if until && site.joins {
            // "Was cut off from November until the following March, and on Christmas Day"
            return Standing::Aside;
        }
        if binding == Some(Modifier::Since) || until {
            return Standing::Bound;
        }
        let bare_year = matches!(period, Period::Year(_) | Period::Decade(_) | Period::Century(_));
        let weak = binding.is_some()
            || (self.names_something(site) && !self.is_next_year(period))
            || matches!(site.tense, Some(Tense::Perhaps | Tense::Could));
        if self.ends_a_long_range(site, period) || (bare_year && weak) { Standing::Aside } else { Standing::Story }
    }

    /// Whether what is told goes on from where it was, whatever the date beside it says.
    fn is_in_passing(&self, site: &Site<'_, 'l>, period: Period, anchor: Anchor) -> bool {
        let narrative = self.genre == Genre::Narrative;
        let aside = narrative && self.clock.here_is_aside;
        // "Was taken in 1917 and freed the following year" is as far in the background as the taking.
        let from_here = aside && self.clock.here.is_some_and(|here| anchor == Anchor::Reference(here.index));
        // "There will be no bread tomorrow", somebody says in it.
        let deictic = site.candidate.rule.reading == Reading::Deictic;
        let said = deictic && (narrative || self.grammar.is_quoted(site.group.first));
        let compared = self.genre == Genre::News && is_comparison(site);
        // "Had deserted twice, in 1917 and in the first days of 1918"
        let coordinated = aside && self.goes_with_the_last(site, period);
        from_here
            || looks_back(site)
            || said
            || compared
            || coordinated
            || self.is_stale(site, period, anchor)
            || self.is_flash(site, period)
    }

    /// The bracket that is open before a token, not far from it.
    fn open_bracket(&self, before: usize) -> Option<usize> {
        let mut near = (before.saturating_sub(BRACKET)..before).rev();
        near.find(|&at| self.is_mark(at, "(") || self.is_mark(at, ")")).filter(|&at| self.is_mark(at, "("))
    }

    /// Whether a token is this mark.
    fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.grammar
            .tokens
            .list
            .get(at)
            .is_some_and(|token| token.is_mark() && &self.grammar.text[token.start..token.end] == mark)
    }

    /// Whether a date tells which of something is meant: "the 1917 mutiny", "the mutiny of 1917".
    fn names_something(&self, site: &Site<'_, 'l>) -> bool {
        let list = &self.grammar.tokens.list;
        let before = site.group.first.checked_sub(1).map(|at| &list[at]);
        let next = list.get(site.group.last + 1);
        let attached = before.is_some_and(|word| word.is(Class::Determiner)) && next.is_some_and(|n| !n.is_mark());
        attached || before.is_some_and(|word| word.is(Class::OfName))
    }

    /// How the preposition binds before the one that a date follows: "until well into 1978".
    fn binding_before(&self, site: &Site<'_, 'l>) -> Option<Modifier> {
        let list = &self.grammar.tokens.list;
        let near = site.group.first.checked_sub(1).filter(|at| list[*at].is(Class::Preposition))?;
        let far = (near.saturating_sub(2)..near).rev().find(|at| list[*at].is(Class::Preposition))?;
        self.binding(list[far].word).filter(|binding| *binding == Modifier::Until)
    }

    /// Whether a date behind the account is joined to the one before it by nothing but "and" and a preposition.
    fn goes_with_the_last(&self, site: &Site<'_, 'l>, period: Period) -> bool {
        let (Some(here), Some(last)) = (self.clock.here, self.clock.last) else { return false };
        let first = site.candidate.groups[0].first;
        let behind = last.period.span().zip(period.span()).is_some_and(|(last, span)| span.to() < last.from());
        let joint = |word: &Token| word.is_mark() || word.is(Class::Preposition) || word.is(Class::NumberJoint);
        let between = self.grammar.tokens.list.get(here.token + 1..first).filter(|between| between.len() <= JOINT);
        // "Had been at it since the spring, and on 21 September they fought" tells the next thing.
        let parted = |between: &[Token]| between.first().is_some_and(Token::is_mark) && between.len() == JOINT;
        let clause = site.group.parts.day.is_some() && between.is_some_and(parted);
        behind && !clause && between.is_some_and(|between| !between.is_empty() && between.iter().all(joint))
    }

    /// Whether an account has left the day that "the next morning" is counted from, and goes on later.
    fn is_stale(&self, site: &Site<'_, 'l>, period: Period, anchor: Anchor) -> bool {
        // "On 21 September" names its day, and leads back to it.
        if site.group.parts.month.is_some() {
            return false;
        }
        let (Some(day), Some(last)) = (self.clock.day, self.clock.last) else { return false };
        let counted =
            matches!(period, Period::Day(_)) && anchor == Anchor::Reference(day.index) && day.index < last.index;
        let later = last.period.span().zip(period.span()).is_some_and(|(last, span)| span.to() < last.from());
        self.genre == Genre::Narrative && counted && later
    }

    /// Whether a day in brackets tells when what the sentence says happened, as the account goes on: "the bridge was
    /// lost (30 August 1991)".
    fn is_next_event(&self, site: &Site<'_, 'l>, period: Period) -> bool {
        // "Which lasted until August 1991" leads there, too.
        let told = [self.clock.last, self.clock.named].into_iter().flatten().filter_map(|told| told.period.span());
        let ahead = |told: Span| period.span().map(|span| span.to().days_since(told.from()));
        let day = matches!(period, Period::Day(_)) && !site.candidate.rule.is_range();
        let within = self.outset.zip(period.span()).is_some_and(|((_, whole), span)| whole.holds(span.from()));
        let next = within || told.filter_map(ahead).any(|days| (0..=NEXT_EVENT).contains(&days));
        self.genre == Genre::Narrative && day && next
    }

    /// Whether an account says with a date what holds of every year, or what was still to come: "is dry from April to
    /// November", "answered that he would leave after Easter", "until the offensive of March 1938".
    fn is_told_of_no_time(&self, site: &Site<'_, 'l>, period: Period, anchor: Anchor) -> bool {
        if self.genre != Genre::Narrative {
            return false;
        }
        let parts = &site.group.parts;
        let months = site.candidate.rule.is_range() && matches!(period, Period::Month(..)) && parts.year.is_none();
        let habit = anchor != Anchor::Explicit && site.tense == Some(Tense::Present);
        let ahead = self.clock.last.and_then(|told| told.period.span()).zip(period.span());
        let before = site.group.first.checked_sub(1).and_then(|at| self.binding(self.grammar.tokens.list[at].word));
        let expected = site.tense == Some(Tense::Perhaps)
            || (before == Some(Modifier::Before) && !matches!(period, Period::Day(_)));
        let to_come = expected && ahead.is_some_and(|(told, span)| span.from() > told.to());
        habit || to_come || (months && (parts.approx || site.tense != Some(Tense::Past))) || self.is_bound_event(site)
    }

    /// Whether an event is named by its date that binds what is told: "until the offensive of March 1938".
    fn is_bound_event(&self, site: &Site<'_, 'l>) -> bool {
        let list = &self.grammar.tokens.list;
        let first = site.candidate.groups[0].first;
        let of = first.checked_sub(1).filter(|at| list[*at].is(Class::OfName));
        let Some(of) = of else { return false };
        let words = (of.saturating_sub(EVENT)..of).rev().take_while(|at| !list[*at].is_mark());
        let mut bindings = words.filter(|at| list[*at].is(Class::Preposition)).map(|at| self.binding(list[at].word));
        matches!(bindings.next(), Some(Some(Modifier::Since | Modifier::Until | Modifier::Before)))
    }

    /// Whether an account comes to a year next: "the offensive of 1972" after what was told of 1971 is no look back.
    fn is_next_year(&self, period: Period) -> bool {
        let told = self.clock.month.and_then(|told| told.period.span());
        let years = told.zip(period.span()).map(|(told, span)| span.from().year() - told.from().year());
        self.genre == Genre::Narrative && years.is_some_and(|years| (1..=FAR_AHEAD).contains(&years))
    }

    /// Whether an account leaves its time for a moment: for a year before it, told in passing ("born in 1890", "had
    /// been burned in 1871", "which fell in March 1812"), or for one long after it that no sentence begins with ("the
    /// town was renamed in 1961").
    fn is_flash(&self, site: &Site<'_, 'l>, period: Period) -> bool {
        // An account of antiquity goes on from year to year, and seldom has a month.
        let old = self.clock.last.filter(|told| told.period.span().is_some_and(|span| span.from().year() < 1));
        let told = old.or(self.clock.month).or(self.clock.last);
        let Some((told, here)) = told.and_then(|told| Some((told, told.period.span()?))) else { return false };
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
        // "Born in 1890" opens its sentence, and sets no time; "in the second war, in 1864," does.
        let opens = opening.is_some_and(|at| at == first || list[at].is(Class::Preposition)) || self.is_opening(site);
        let year_told = here.from().year();
        // "The tomb was excavated in 1923", in an account of antiquity.
        if year_told < 1 && year >= OF_OLD && !opens {
            return true;
        }
        if year < year_told {
            let past = self.is_pluperfect_or_aside(site) && (bare || !self.opens_paragraph(site));
            return (bare && here_told && !opens) || past || self.is_relative(site);
        }
        bare && !opens && here_told && self.clock.month.is_some() && year > year_told + FAR_AHEAD
    }

    /// Whether a date stands in what opens its sentence with a preposition, before any verb, and is parted from the
    /// rest: "In the second war, in 1864, the town".
    fn is_opening(&self, site: &Site<'_, 'l>) -> bool {
        let Grammar { language, text, tokens } = self.grammar;
        let first = site.candidate.groups[0].first;
        let start = (first.saturating_sub(OPENING_PHRASE)..first).rev().find(|at| tokens.list[*at].begins_sentence());
        let (Some(start), Some(after)) = (start, tokens.list.get(site.group.last + 1)) else { return false };
        let verbless = tense::before(&language.lexicon, text, &tokens.list, first).is_none();
        let named = tokens.list[first - 1].is(Class::OfName);
        verbless && !named && tokens.list[start].is(Class::Preposition) && self.grammar.is_comma(after)
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

    /// Whether something happens at the end of a stay, and the account has come to it: "until 1819, when he was
    /// expelled", "did not return until 1824".
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
        let goes_back =
            site.group.parts.year.is_some() && !matches!(period, Period::Year(_)) && self.opens_paragraph(site);
        self.genre == Genre::Narrative && before && !goes_back && self.is_pluperfect_or_aside(site)
    }

    /// Whether a date stands in the first sentence of its paragraph. A pluperfect there begins the story of what went
    /// before: "The war had begun on 11 October 1899. After the first battle (20 October)".
    fn opens_paragraph(&self, site: &Site<'_, 'l>) -> bool {
        let list = &self.grammar.tokens.list;
        let first = site.candidate.groups[0].first;
        let begins = (first.saturating_sub(FIRST_SENTENCE)..=first).rev().find(|at| list[*at].begins_sentence());
        begins.is_some_and(|at| list[at].begins_paragraph()) && !self.is_relative(site)
    }

    /// Whether an account goes on from the end of a stay: "held it until March 1942". After "from 21 February until",
    /// and far ahead, it does not.
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
        let within = site.candidate.rule.is_range() || site.joins;
        let Some(first) = self.references.iter().rev().nth(1).filter(|_| within) else { return false };
        let (Some(begin), Some(end)) = (first.span, period.span()) else { return false };
        let long = self.genre == Genre::Narrative && end.to().days_since(begin.from()) > LONG_RANGE;
        let same_match = site.joins || first.start >= self.grammar.tokens.list[start].start;
        same_match && (long || begin.from().year() != end.from().year())
    }
}

/// A year further ahead of an account than this is not the account's next.
const FAR_AHEAD: i32 = 2;

/// An account goes on from what did "not" happen "until" a date, if that is at most so many years ahead.
const SOON: i32 = 5;

/// A date that stands at most so many tokens after the beginning of its sentence sets its time: "In the spring of
/// 1965".
const OPENING: usize = 2;

/// How many words and marks join two dates: ", and in".
const JOINT: usize = 3;

/// How many tokens the first sentence of a paragraph may have before its date.
const FIRST_SENTENCE: usize = 30;

/// How many tokens the phrase may have that opens a sentence.
const OPENING_PHRASE: usize = 10;

/// An event in brackets is the next of an account at most so many days later.
const NEXT_EVENT: i64 = 365;

/// How many tokens before "of" the preposition stands that binds an event: "until the second spring offensive of".
const EVENT: usize = 5;

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
