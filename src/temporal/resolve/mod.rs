//! From candidates to references: what each expression is counted from, and which days that gives.

mod account;
mod calendar;
mod clock;
mod dateline;
mod era;
mod event;
mod known;
mod later;
mod nearest;
mod order;
mod pieces;
mod quarter;
mod relative;
mod standing;
mod story;
mod weekday;
mod year;

pub use order::Order;
pub(super) use order::order_of;

use std::cell::OnceCell;

use crate::calendar::{Granularity, Span};

use super::genre::{EARLY_YEAR, SHORT_YEAR};
use super::grammar::{Candidate, Grammar, Group};
use super::lang::{Class, Reading};
use super::parts::{Era, Parts};
use super::period::Period;
use super::reference::{Anchor, DATELINE, Genre, Modifier, Reference};
use super::tense::{self, Tense};
use super::token::Token;
use clock::{Clock, Told};
use dateline::Dateline;
use pieces::Piece;

/// How many years a number of three figures may be from what is told, to be a year.
const SAME_AGE: i32 = 400;

/// The rule of "on the third", and how many days after one that was told it is.
const IN_WORDS: &str = "day-of-month-in-words";
const DAYS_ON: u32 = 3;

/// How many tokens after a date a date of the next sentence may stand that goes on from it.
const NEXT_SENTENCE: usize = 40;

/// The value of "from" among the prepositions.
const FROM: i32 = 11;

/// Years before this one are written with three figures, or fewer.
const OF_OLD: i32 = 1000;

/// Why a reference has no value.
pub(super) mod reason {
    pub(in super::super) const NO_PUBLICATION: &str = "no date of publication to count from";
    pub(in super::super) const COARSE_PUBLICATION: &str = "the date of publication is not known to the day";
    pub(in super::super) const NO_STORY: &str = "nothing before it to count from";
    pub(in super::super) const NO_SUCH_DATE: &str = "there is no such date in the calendar";
    pub(in super::super) const PRESENT: &str = "in an account of another time it means the present age, not a day";
    pub(in super::super) const ORDER: &str = "day and month could be either way round";
}

/// A reference whose year, or decade, is put where it belongs.
fn with_century(group: &Group, place: impl Fn(i32) -> i32) -> Group {
    let parts = &group.parts;
    let (year, decade) = (parts.year.map(&place), parts.decade.map(|first| place(first).div_euclid(10) * 10));
    let numeric = parts.numeric.map(|numeric| numeric.with_year(&place));
    Group { parts: Parts { year, decade, numeric, ..*parts }, ..group.clone() }
}

/// What an expression came to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outcome {
    period: Result<Period, &'static str>,
    anchor: Anchor,
    alternative: Option<Period>,
}

impl Outcome {
    fn explicit(period: Option<Period>) -> Outcome {
        Outcome::from(period, Anchor::Explicit)
    }

    /// A period, or the report that the calendar has none.
    fn from(period: Option<Period>, anchor: Anchor) -> Outcome {
        Outcome { period: period.ok_or(reason::NO_SUCH_DATE), anchor, alternative: None }
    }

    fn unresolved(why: &'static str) -> Outcome {
        Outcome { period: Err(why), anchor: Anchor::Missing, alternative: None }
    }
}

/// What one reference is resolved with.
struct Site<'c, 'l> {
    candidate: &'c Candidate<'l>,
    group: &'c Group,
    tense: Option<Tense>,
    /// The candidates after this one.
    following: &'c [Candidate<'l>],
    /// Whether it follows the candidate before as the end of a range: "from June 1940 to May 1941".
    joins: bool,
}

/// Resolves the candidates of one text.
pub(super) struct Resolver<'g, 'l, 't> {
    grammar: &'g Grammar<'l, 't>,
    published: Option<Span>,
    genre: Genre,
    order: Option<Order>,
    clock: Clock,
    /// Whether the text has dates that count from the day of writing.
    has_today: bool,
    /// The year told last of those before 1000; the first that the text calls one before the era, until one is told.
    of_old: Option<i32>,
    /// The first range that the text names, and the place of the reference that did: what it sets out to tell.
    outset: Option<(usize, Span)>,
    references: Vec<Reference>,
    /// For each reference whether it, or what it was counted from, named its year.
    grounded: Vec<bool>,
    /// In an account, the last that was counted from the publication: its last token and its paragraph.
    today: Option<(usize, u32)>,
    /// The last date that stood at the head of an item of a list: "September 24, 2000: loses the election."
    head: Option<Told>,
    /// The day of the last dateline, "MOSUL, October 17 (Reuters) -", from which "today" is counted.
    dateline: Option<Dateline>,
    /// The pieces that the text holds, if it holds several, in order.
    pieces: std::iter::Peekable<std::vec::IntoIter<Piece>>,
    /// The reference that is the day of the piece that is being read, which stands for the day of publication.
    written: Option<usize>,
    /// Where the last date begins, if what is to come happens on it.
    ahead: Option<usize>,
    /// Whether the text is about games, once that has been asked.
    sporting: OnceCell<bool>,
}

impl<'g, 'l, 't> Resolver<'g, 'l, 't> {
    pub(super) fn new(
        grammar: &'g Grammar<'l, 't>,
        published: Option<Span>,
        genre: Genre,
        has_today: bool,
        order: Option<Order>,
    ) -> Resolver<'g, 'l, 't> {
        let (clock, references, grounded) = (Clock::default(), Vec::new(), Vec::new());
        let (of_old, outset, today, head, dateline, written, ahead) = (None, None, None, None, None, None, None);
        let (pieces, sporting) = (Vec::new().into_iter().peekable(), OnceCell::new());
        Resolver {
            grammar,
            published,
            genre,
            order,
            clock,
            has_today,
            of_old,
            outset,
            references,
            grounded,
            today,
            head,
            dateline,
            pieces,
            written,
            ahead,
            sporting,
        }
    }

    /// All references, in the order of the text.
    pub(super) fn resolve(mut self, candidates: &[Candidate<'l>]) -> Vec<Reference> {
        self.clock.first_year = candidates.iter().flat_map(|candidate| &candidate.groups).find_map(clock::told_year);
        self.of_old = era::first_before(candidates);
        self.pieces = pieces::pieces(self.grammar, candidates).into_iter().peekable();
        let mut previous: Option<&Group> = None;
        for (at, candidate) in candidates.iter().enumerate() {
            let before = self.references.len();
            let (first, last) = (candidate.groups[0].first, candidate.groups[candidate.groups.len() - 1].last);
            let tense = {
                let grammar = self.grammar;
                tense::of_clause(&grammar.language.lexicon, grammar.text, &grammar.tokens.list, first, last)
            };
            let tense = tense.or_else(|| self.goes_on_ahead(first));
            self.ahead = Some(first).filter(|_| tense == Some(Tense::Future));
            self.leave_sentence(first);
            if self.clock.looked_back && candidate.rule.reading == Reading::Earlier {
                // "Attainted three years earlier and pardoned two years earlier" are both seen from the same time.
                self.clock.here = None;
            }
            self.begin_piece(at);
            let following = &candidates[at + 1..];
            let joins = previous.is_some_and(|group| self.joined(group, &candidate.groups[0]));
            for group in &candidate.groups {
                let placed = self.placed(group);
                self.one(&Site { candidate, group: placed.as_ref().unwrap_or(group), tense, following, joins });
            }
            self.mark_range(candidate, before);
            if self.references.len() > before && joins {
                self.join(before, previous.is_some_and(|group| self.opens_range(group)));
            }
            if self.outset.is_none() {
                let from = before.saturating_sub(1);
                let ranged = self.references.iter().enumerate().skip(from);
                self.outset = ranged.filter_map(|(index, one)| Some((index, one.range?))).next();
            }
            previous = candidate.groups.last().filter(|_| self.references.len() > before);
        }
        self.name_signatures(candidates);
        self.references
    }

    /// Future, if a sentence without a verb goes on from one of what is to come: "Rain is expected on Tuesday. Partly
    /// sunny again on Friday."
    fn goes_on_ahead(&self, first: usize) -> Option<Tense> {
        let list = &self.grammar.tokens.list;
        let before = self.ahead.filter(|_| self.genre == Genre::News)?;
        let begins = (before + 1..=first).filter(|at| list[*at].begins_sentence()).take(2).count();
        let near = first - before <= NEXT_SENTENCE && !list[before + 1..=first].iter().any(Token::begins_paragraph);
        // "On Friday, when he set it aside," has a verb, if one that may be of any tense.
        let opens = list[first - 1..=first].iter().any(Token::begins_sentence);
        (near && begins == 1 && !opens).then_some(Tense::Future)
    }

    /// Forgets what only counts within its sentence, if that is over before a token.
    fn leave_sentence(&mut self, token: usize) {
        self.clock.here = self.clock.here.filter(|here| self.grammar.same_sentence(here.token, token));
    }

    fn one(&mut self, site: &Site<'_, 'l>) {
        let Some(outcome) = self.outcome(site) else { return };
        let list = &self.grammar.tokens.list;
        let (first, last) = (site.group.first, site.group.last);
        let modifier = self.modifier(site);
        let period = outcome.period.ok();
        let whole = period.and_then(Period::span);
        let anchor = outcome.anchor;
        let grounded = match anchor {
            Anchor::Explicit => true,
            Anchor::Reference(from) => self.grounded.get(from).copied().unwrap_or(false),
            Anchor::Published | Anchor::Missing => false,
        };
        self.grounded.push(grounded);
        self.references.push(Reference {
            start: list[first].start,
            end: list[last].end,
            value: period.filter(|_| whole.is_some()).map(|period| period.to_string()),
            span: whole.map(|span| self.narrowed(span, site)),
            rule: site.candidate.rule.name,
            anchor: self.stated(anchor),
            modifier,
            range: self.open_range(whole, modifier),
            alternative: outcome.alternative.and_then(Period::span),
            unresolved: outcome.period.err().or(whole.is_none().then_some(reason::NO_SUCH_DATE)),
        });
        let of_today = anchor == Anchor::Published && self.goes_on_today(site);
        if anchor == Anchor::Published && self.genre == Genre::Narrative && !self.grammar.is_quoted(site.group.first) {
            self.today = Some((site.group.last, site.candidate.paragraph));
        }
        // What is counted from the day of writing is no part of an account of another time.
        let told = self.genre == Genre::News || anchor != Anchor::Published || of_today;
        if let Some(year) = whole.map(|span| span.from().year()).filter(|year| *year < OF_OLD) {
            self.of_old = Some(year);
        }
        if let Some(period) = period.filter(|_| whole.is_some() && told) {
            let standing = self.standing(site, period, anchor);
            let index = self.references.len() - 1;
            let paragraph = site.candidate.paragraph;
            self.clock.looked_back = site.candidate.rule.reading == Reading::Earlier;
            let told = Told { period, index, paragraph, grounded, token: site.group.last };
            self.clock.tell(told, standing);
            if grounded && self.heads_an_item(site) {
                self.head = Some(told);
            }
            if let Some(line) = self.read_dateline(site, told) {
                self.dateline = Some(line);
                if self.genre == Genre::News && self.published.is_some() {
                    self.references[index].rule = DATELINE;
                }
            }
        }
    }

    /// An anchor as a reader is told it: within a piece of several, the day of its head and not that of the whole.
    fn stated(&self, anchor: Anchor) -> Anchor {
        match (anchor, self.written) {
            (Anchor::Published, Some(head)) => Anchor::Reference(head),
            _ => anchor,
        }
    }

    /// What an expression comes to; none if it turns out to be no date at all.
    fn outcome(&self, site: &Site<'_, 'l>) -> Option<Outcome> {
        Some(match site.candidate.rule.reading {
            // A number of three figures is a year only among others.
            Reading::Calendar if self.is_no_early_year(site) => return None,
            // "On the third" is a day only where the days before it have been told.
            Reading::Calendar if site.candidate.rule.name == IN_WORDS && !self.follows_its_day(site) => return None,
            Reading::Calendar => self.calendar(site),
            Reading::Quarter => self.quarter(site)?,
            Reading::Half => self.half(site)?,
            Reading::Century => calendar::century(site),
            Reading::DecadeOf => calendar::decade_of_century(site),
            Reading::Week => self.week(site),
            Reading::WeekOf => self.week_of(site),
            // "3.5." has no year, and its order is its language's.
            Reading::Numeric if site.group.parts.numeric.is_none() => self.calendar(site),
            Reading::Numeric => order::numeric(site.group.parts.numeric, self.order, self.published)?,
            Reading::Named => self.named(site),
            Reading::Unit => self.unit(site)?,
            Reading::Deictic => self.deictic(site)?,
            Reading::Beyond => self.beyond(site)?,
            Reading::ThisPart => self.this_part(site),
            Reading::Ago => self.ago(site)?,
            Reading::Hence => self.hence(site)?,
            Reading::Later => self.later_or_appositive(site, 1)?,
            Reading::Earlier => self.later_or_appositive(site, -1)?,
            Reading::Story => self.story(site)?,
            Reading::TheUnit => self.the_unit(site)?,
            Reading::YearAgo => self.year_ago(site),
            Reading::Part => self.part(site)?,
            Reading::EdgeDay => self.edge_day(site)?,
            Reading::NthWeekday => self.nth_weekday(site)?,
            Reading::Offset => self.offset(site)?,
            Reading::NewYear => self.new_year(site),
            Reading::Instant => self.instant(site)?,
            Reading::Vague => return None,
        })
    }

    /// Whether a number of three figures is no year: in news, and in an account of other times than its own.
    fn is_no_early_year(&self, site: &Site<'_, 'l>) -> bool {
        let parts = &site.group.parts;
        if site.candidate.rule.name == SHORT_YEAR {
            return self.is_no_short_year(parts);
        }
        let lone = site.candidate.rule.name == EARLY_YEAR;
        let unmarked = |year: Option<i32>| year.filter(|_| parts.era != Some(Era::Before));
        let Some(year) = parts.year.filter(|_| lone).or(unmarked(parts.decade).filter(|first| *first < 1000)) else {
            return false;
        };
        let told = self.clock.last_or_aside().and_then(|told| told.period.span()).map(|span| span.from().year());
        // What goes on from before the era may do so in any later age: "died in 44 BC. Rome was sacked in 410".
        let near = |told: i32| told < 1 || (told - year).abs() <= SAME_AGE;
        let of_old = |year: &i32| *year < 1000;
        let first = self.clock.first_year.filter(|first| !lone || of_old(first));
        self.genre == Genre::News || !(told.or(first).is_none_or(near) || first.filter(of_old).is_some_and(near))
    }

    /// Whether an account has told of one of the days before, in this sentence or in the one before: "was lost on 2
    /// June, and razed on the third".
    fn follows_its_day(&self, site: &Site<'_, 'l>) -> bool {
        let told = self.clock.day.filter(|told| self.genre == Genre::Narrative && self.is_next_sentence(told, site));
        let before = told.and_then(|told| told.period.span()).map(|span| span.from().day_of_month());
        before.zip(site.group.parts.day).is_some_and(|(told, day)| (told + 1..=told + DAYS_ON).contains(&day))
    }

    /// A reference with the era or the century that its account is about, where it does not say one.
    fn placed(&self, group: &Group) -> Option<Group> {
        let parts = &group.parts;
        if let Some(year) = self.year_before_era(parts) {
            let era = Some(Era::Before);
            return Some(Group { parts: Parts { year: Some(year), era, ..*parts }, ..group.clone() });
        }
        let told = self.clock.here.or(self.clock.last).filter(|_| self.genre == Genre::Narrative);
        let Some(here) = told.filter(|_| parts.open_century).and_then(|told| told.period.span()) else {
            return self.placed_by_publication(group);
        };
        let here = here.from().year();
        let near = |year: i32| here + (year - here + 50).rem_euclid(100) - 50;
        Some(with_century(group, near))
    }

    /// A year of two figures is the last before the publication, or soon after it: "July 14/63" in a letter of 1864. A
    /// decade without its century is, in a text of before 2000, the last that had begun.
    fn placed_by_publication(&self, group: &Group) -> Option<Group> {
        const AHEAD: i32 = 20;
        let published = self.published.filter(|_| group.parts.open_century)?.from().year();
        if group.parts.decade.is_some() && published >= 2000 {
            return None;
        }
        let latest = if group.parts.decade.is_some() { published } else { published + AHEAD };
        Some(with_century(group, |year| latest - (latest - year).rem_euclid(100)))
    }

    fn modifier(&self, site: &Site<'_, 'l>) -> Option<Modifier> {
        match site.group.parts.modifier {
            Some(1 | 4) => return Some(Modifier::Start),
            Some(2) => return Some(Modifier::Mid),
            Some(3 | 5) => return Some(Modifier::End),
            _ => {}
        }
        if site.group.parts.approx {
            return Some(Modifier::Approx);
        }
        let before = site.group.first.checked_sub(1)?;
        self.binding(self.grammar.tokens.list[before].word)
    }

    /// How a preposition binds the date after it.
    fn binding(&self, word: u16) -> Option<Modifier> {
        match self.grammar.language.lexicon.entry(word).value(Class::Preposition) {
            1 => Some(Modifier::Since),
            2 => Some(Modifier::Until),
            3 => Some(Modifier::Before),
            4 => Some(Modifier::After),
            _ => None,
        }
    }

    /// "Since January" is a range up to the day of publication.
    fn open_range(&self, span: Option<Span>, modifier: Option<Modifier>) -> Option<Span> {
        let (span, published) = (span?, self.published?);
        let open = modifier == Some(Modifier::Since) && span.from() <= published.to();
        open.then(|| Span::between(span.from(), published.to(), Granularity::Day))
    }

    /// The part of a span that a modifier leaves of it.
    fn narrowed(&self, span: Span, site: &Site<'_, 'l>) -> Span {
        let published = self.published.map(|published| published.from()).filter(|day| span.holds(*day));
        match (site.group.parts.modifier, published) {
            (Some(4), Some(day)) => Span::between(span.from(), day, span.granularity()),
            (Some(5), Some(day)) => Span::between(day, span.to(), span.granularity()),
            (Some(1 | 4), _) => calendar::third(span, 0),
            (Some(2), _) => calendar::third(span, 1),
            (Some(3 | 5), _) => calendar::third(span, 2),
            _ => span,
        }
    }

    /// Whether one reference follows another as the end of a range: "from June 1940 to May 1941".
    fn joined(&self, last: &Group, next: &Group) -> bool {
        if next.first != last.last + 2 {
            return false;
        }
        let between = &self.grammar.tokens.list[last.last + 1];
        let binding = self.grammar.language.lexicon.entry(between.word).value(Class::Preposition);
        matches!(binding, 2 | 5 | 8) || self.grammar.language.is_dash(between)
    }

    /// Whether "from" stands before the first end of a range, or nothing that binds it.
    fn opens_range(&self, group: &Group) -> bool {
        let before = group.first.checked_sub(1).map(|at| &self.grammar.tokens.list[at]);
        before.is_none_or(|word| {
            let value = self.grammar.language.lexicon.entry(word.word).value(Class::Preposition);
            value == FROM || word.is_mark() || word.begins_sentence()
        })
    }

    /// Gives the reference at a place, and the one before it, the days from the first to the last.
    fn join(&mut self, at: usize, opened: bool) {
        let Some([.., one, other]) = self.references.get_mut(..=at) else { return };
        let (Some(first), Some(last)) = (one.span, other.span) else { return };
        // "Postponed on Tuesday to July", "extended in December until 31 July" are no ranges.
        let alike = first.granularity() == last.granularity() || opened;
        if alike && one.range.is_none() && other.range.is_none() && first.to() < last.from() {
            let whole = Span::between(first.from(), last.to(), first.granularity().max(last.granularity()));
            (one.range, other.range) = (Some(whole), Some(whole));
        }
    }

    /// Gives the ends of a range the days from the first to the last.
    fn mark_range(&mut self, candidate: &Candidate<'l>, before: usize) {
        let ends = &mut self.references[before..];
        if !candidate.rule.is_range() || ends.len() < 2 {
            return;
        }
        let (Some(first), Some(last)) = (ends[0].span, ends[ends.len() - 1].span) else { return };
        if first.from() <= last.to() {
            let coarser = first.granularity().max(last.granularity());
            let range = Some(Span::between(first.from(), last.to(), coarser));
            ends.iter_mut().for_each(|end| end.range = range);
        }
    }
}
