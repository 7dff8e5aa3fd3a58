//! Expressions that are counted: from the day of publication, or from the story's clock.

use crate::calendar::{Day, Granularity};

use super::super::lang::{Class, Reading};
use super::super::parts::Parts;
use super::super::period::{Period, Unit};
use super::super::reference::{Anchor, Genre};
use super::super::tense::Tense;
use super::clock::Told;
use super::weekday::{last_weekday, next_weekday};
use super::{Outcome, Resolver, Site, reason};

impl<'l> Resolver<'_, 'l, '_> {
    /// So many units from the day of publication.
    pub(super) fn since_published(&self, unit: Unit, steps: i64) -> Outcome {
        let Some(published) = self.published else { return Outcome::unresolved(reason::NO_PUBLICATION) };
        let here = Period::holding(published.from(), unit);
        // "Last year" needs no more than the year of publication; "yesterday" needs the day.
        let known = Period::holding(published.to(), unit) == here;
        match here.plus(steps).filter(|_| known) {
            Some(period) => Outcome::from(Some(period), Anchor::Published),
            None if known => Outcome::from(None, Anchor::Published),
            None => Outcome::unresolved(reason::COARSE_PUBLICATION),
        }
    }

    /// So many units from what the story told last that is fine enough.
    pub(super) fn since_story(&self, unit: Unit, steps: i64) -> Outcome {
        let Some(told) = self.clock.as_fine_as(unit) else { return Outcome::unresolved(reason::NO_STORY) };
        let Some(span) = told.period.span() else { return Outcome::unresolved(reason::NO_STORY) };
        // The first week of October may begin in September.
        let week = matches!(told.period, Period::Week(_)) && unit >= Unit::Month;
        let day = if week { span.from().plus_days(3).unwrap_or(span.from()) } else { span.from() };
        Outcome::from(Period::holding(day, unit).plus(steps), Anchor::Reference(told.index))
    }

    /// So many units from the story's clock; in news that has told nothing yet, from the day of publication, unless
    /// that would put into days to come what is told in the past: "They stormed it. The next day".
    pub(super) fn since_story_or_today(&self, site: &Site<'_, 'l>, unit: Unit, steps: i64) -> Outcome {
        let outcome = self.since_story_or_publication(unit, steps);
        let ahead = steps > 0 && outcome.anchor == Anchor::Published;
        let to_come = matches!(site.tense, Some(Tense::Future | Tense::Perhaps));
        if ahead && !to_come { Outcome::unresolved(reason::NO_STORY) } else { outcome }
    }

    /// So many units from the story's clock; in news that has told nothing yet, from the day of publication.
    pub(super) fn since_story_or_publication(&self, unit: Unit, steps: i64) -> Outcome {
        let outcome = self.since_story(unit, steps);
        if let Some(own) = self.since_own_day(unit, steps).filter(|_| outcome.period == Err(reason::NO_STORY)) {
            return own;
        }
        let fallback = outcome.period == Err(reason::NO_STORY) && self.genre == Genre::News;
        if fallback { self.since_published(unit, steps) } else { outcome }
    }

    /// So many units from the day that an account has just counted from the publication, where it has told of no other:
    /// "was at home last Tuesday. The next morning".
    fn since_own_day(&self, unit: Unit, steps: i64) -> Option<Outcome> {
        self.today.filter(|_| self.genre == Genre::Narrative && unit <= Unit::Week)?;
        let last = self.references.last().filter(|last| last.anchor == Anchor::Published)?;
        let day = last.span.filter(|span| span.granularity() == Granularity::Day)?.from();
        let index = self.references.len() - 1;
        Some(Outcome::from(Period::holding(day, unit).plus(steps), Anchor::Reference(index)))
    }

    /// So many units from whatever this kind of text counts from.
    pub(super) fn counted(&self, unit: Unit, steps: i64) -> Outcome {
        let story = (self.genre == Genre::Narrative).then(|| self.since_story(unit, steps));
        story.filter(|outcome| outcome.period.is_ok()).unwrap_or_else(|| self.since_published(unit, steps))
    }

    /// "Yesterday"; "today" in a narrative is no day.
    pub(super) fn deictic(&self, site: &Site<'_, 'l>) -> Option<Outcome> {
        let steps = i64::from(site.group.parts.deictic?);
        if self.is_name_of_signature(site) {
            return None;
        }
        if let Some(told) = self.day_of_quotation(site) {
            return Some(Outcome::from(told.period.plus(steps), Anchor::Reference(told.index)));
        }
        if let Some(said) = self.day_of_saying(site) {
            return Some(Outcome::from(said.plus(steps), Anchor::Reference(self.references.len() + 1)));
        }
        if steps == 0 && self.genre == Genre::Narrative {
            return Some(Outcome::unresolved(reason::PRESENT));
        }
        Some(self.since_today(site, steps))
    }

    /// The day on which a text lets somebody speak: "on 17 February he wrote: 'There will be no bread tomorrow.'" In a
    /// report the same sentence names it.
    fn day_of_quotation(&self, site: &Site<'_, 'l>) -> Option<Told> {
        let named = self.clock.named.filter(|told| matches!(told.period, Period::Day(_)))?;
        let quoted = self.grammar.is_quoted(site.group.first);
        let near = match self.genre {
            Genre::Narrative => self.is_next_sentence(&named, site),
            Genre::News => {
                let same_sentence = self.grammar.same_sentence(named.token, site.group.first);
                same_sentence && !self.grammar.is_quoted(named.token) && self.is_said_then(&named)
            }
        };
        (quoted && near).then_some(named)
    }

    /// The weekday of a report that says behind the quotation when somebody spoke: "'It rains today', he said Monday".
    fn day_of_saying(&self, site: &Site<'_, 'l>) -> Option<Period> {
        let (next, following) = site.following.split_first()?;
        let (here, group) = (site.group.last, &next.groups[0]);
        let weekday =
            next.rule.reading == Reading::Calendar && group.parts.weekday.is_some() && group.parts.day.is_none();
        let said = weekday
            && self.genre == Genre::News
            && self.grammar.is_quoted(site.group.first)
            && !self.grammar.is_quoted(group.first)
            && self.grammar.same_sentence(here, group.first);
        let beside = Site { candidate: next, group, tense: Some(Tense::Past), following, joins: false };
        self.outcome(&beside).filter(|_| said)?.period.ok()
    }

    /// Whether a day is one of the last before the publication, on which somebody may have spoken.
    fn is_said_then(&self, named: &Told) -> bool {
        let days = self.published.zip(named.period.span()).map(|(today, day)| today.from().days_since(day.from()));
        self.references[named.index].anchor == Anchor::Published && days.is_some_and(|days| (0..7).contains(&days))
    }

    /// "The day before yesterday", "the year before last".
    pub(super) fn beyond(&self, site: &Site<'_, 'l>) -> Option<Outcome> {
        let parts = &site.group.parts;
        if let Some(steps) = parts.deictic {
            return Some(self.since_today(site, i64::from(steps) * 2));
        }
        Some(self.since_published(Unit::from_code(parts.unit?)?, i64::from(parts.shift?) * 2))
    }

    /// "Last year", "this week".
    pub(super) fn unit(&self, site: &Site<'_, 'l>) -> Option<Outcome> {
        let parts = &site.group.parts;
        // "The latest period"
        let unit = parts.unit.map_or(Some(Unit::Quarter), Unit::from_code)?;
        let steps = i64::from(parts.shift.unwrap_or(0));
        if parts.shift.is_none() && unit == Unit::Quarter {
            return Some(self.latest_quarter());
        }
        // "The last day" is no day of its own.
        if unit == Unit::Day && steps < 0 {
            return None;
        }
        if self.genre == Genre::Narrative && steps > 0 && self.follows_today(site) {
            return Some(self.since_published(unit, steps));
        }
        if unit == Unit::Week && self.is_sunday_ahead(site, steps) {
            return Some(self.since_published(unit, steps + 1));
        }
        if unit == Unit::Weekend && steps == 0 && self.genre == Genre::News && self.has_just_been(site) {
            return Some(self.since_published(unit, -1));
        }
        // "This year" of an account is the account's; "last year" in one is the writer's.
        if steps < 0 || (unit == Unit::Day && self.genre == Genre::News) {
            return Some(self.since_published(unit, steps));
        }
        // "This week" is one of a story that goes on by the day.
        let day = || self.clock.day.is_some_and(|told| told.paragraph == site.candidate.paragraph);
        let coarse = steps == 0 && matches!(unit, Unit::Week | Unit::Weekend) && !day();
        Some(if coarse { self.since_published(unit, 0) } else { self.counted(unit, steps) })
    }

    /// Whether a report of a Sunday says "this week" of what is to come: it means the next.
    fn is_sunday_ahead(&self, site: &Site<'_, 'l>, steps: i64) -> bool {
        let sunday = self.day_of_publication().is_ok_and(|day| weekday(day) == SUNDAY);
        let to_come = matches!(site.tense, Some(Tense::Future | Tense::Perhaps));
        sunday && self.genre == Genre::News && steps == 0 && to_come
    }

    /// Whether "this weekend" of a report is the one that is over: "they met this weekend", on a Monday or a Tuesday,
    /// and later in the week if the verb stands right before it.
    fn has_just_been(&self, site: &Site<'_, 'l>) -> bool {
        let Ok(today) = self.day_of_publication().map(weekday) else { return false };
        let first = site.candidate.groups[0].first;
        let beside = || first.checked_sub(1).is_some_and(|at| self.grammar.is_verb(&self.grammar.tokens.list[at]));
        site.tense == Some(Tense::Past) && (today <= TUESDAY || (today < FRIDAY && beside()))
    }

    /// "Last May", "next Monday", "Tuesday of last week", "the following spring".
    pub(super) fn named(&self, site: &Site<'_, 'l>) -> Outcome {
        let parts = &site.group.parts;
        let from_story = parts.shift.is_none() || (parts.story.is_some() && self.genre == Genre::Narrative);
        let steps = parts.shift.or(parts.story).unwrap_or(0);
        let told = if from_story { self.clock.here.or(self.clock.last) } else { self.clock.last };
        // "Last September" in an obituary is the writer's.
        let from_clock = from_story || (self.genre == Genre::Narrative && !self.has_today);
        let base = if from_clock { told } else { self.day_just_named(site) };
        let (start, anchor) = match (base.and_then(|told| Some((told, told.period.span()?))), self.published) {
            // "Graduated in 1957 and married the following spring"
            (Some((told, span)), _) if steps > 0 && matches!(told.period, Period::Year(_)) => {
                (span.to(), Anchor::Reference(told.index))
            }
            (Some((told, span)), _) => (span.from(), Anchor::Reference(told.index)),
            (None, Some(published)) => (published.from(), Anchor::Published),
            (None, None) => return Outcome::unresolved(reason::NO_PUBLICATION),
        };
        if let Some(weekday) = parts.weekday {
            let of_week = parts.unit.and_then(Unit::from_code) == Some(Unit::Week);
            let day = if of_week {
                let week = Period::holding(start, Unit::Week).plus(i64::from(steps)).and_then(Period::span);
                week.and_then(|week| next_weekday(week.from(), weekday))
            } else {
                self.weekday_by_steps(site, start, weekday, steps, anchor)
            };
            return Outcome::from(day.map(Period::Day), anchor);
        }
        // "In 1936 they were stranded there that winter", which began in that year.
        let year = base.filter(|told| steps == 0 && matches!(told.period, Period::Year(_)));
        let own = year.and_then(|told| self.part_of_year(site, told.period.span()?.from().year()));
        Outcome::from(own.or_else(|| self.nth_of_name(site, start, steps, anchor)), anchor)
    }

    /// "Last Friday" (a step back), "this Friday" (none), "next Friday" (one on), from a day.
    fn weekday_by_steps(
        &self,
        site: &Site<'_, 'l>,
        start: Day,
        weekday: u32,
        steps: i32,
        anchor: Anchor,
    ) -> Option<Day> {
        match steps {
            _ if is_beyond(site) && anchor == Anchor::Published => beyond(start, weekday, steps),
            ..0 => last_weekday(start.plus_days(-1)?, weekday)?.plus_days(7 * i64::from(steps + 1)),
            0 if site.tense != Some(Tense::Future) && site.group.parts.shift.is_none() => last_weekday(start, weekday),
            // "This Sunday it was marked", at the end of an account.
            0 if site.tense == Some(Tense::Past) && self.genre == Genre::Narrative => last_weekday(start, weekday),
            // "The deadline is this Tuesday", said on a Thursday.
            0 if self.is_over(start, weekday, anchor) && !matches!(site.tense, Some(Tense::Past) | None) => {
                next_weekday(start, weekday)
            }
            0 => next_weekday(start.monday(), weekday),
            1.. => next_weekday(start.plus_days(1)?, weekday)?.plus_days(7 * i64::from(steps - 1)),
        }
    }

    /// Whether a weekday of the week of publication has passed.
    fn is_over(&self, today: Day, weekday: u32, anchor: Anchor) -> bool {
        let day = next_weekday(today.monday(), weekday);
        anchor == Anchor::Published && self.genre == Genre::News && day.is_some_and(|day| day < today)
    }

    /// The day that a report has just named, for "the previous Friday" to be counted from.
    fn day_just_named(&self, site: &Site<'_, 'l>) -> Option<Told> {
        let parts = &site.group.parts;
        let determined = self.grammar.tokens.list[site.group.first].is(Class::Determiner);
        let seen_from_it = determined && parts.story.is_some() && parts.weekday.is_some();
        let named = self.clock.named.filter(|told| seen_from_it && matches!(told.period, Period::Day(_)))?;
        self.is_next_sentence(&named, site).then_some(named)
    }

    /// The last, this or the next month, season or feast of its name.
    fn nth_of_name(&self, site: &Site<'_, 'l>, start: Day, steps: i32, anchor: Anchor) -> Option<Period> {
        let year = start.year();
        let all = (year - 2..=year + 2).filter_map(|year| self.part_of_year(site, year));
        let spans: Vec<_> = all.filter_map(|period| Some((period, period.span()?))).collect();
        let found = match steps {
            // "Last October", said in November, is no last month.
            ..0 => {
                let over = |period: Period| anchor == Anchor::Published && just_over(period, start);
                spans.iter().rev().find(|(period, span)| span.to() < start && !over(*period))
            }
            0 => spans
                .iter()
                .find(|(_, span)| span.holds(start))
                .or_else(|| spans.iter().find(|(_, span)| span.from().year() == year)),
            1.. => spans.iter().find(|(_, span)| span.from() > start),
        };
        found.map(|(period, _)| *period)
    }

    /// "This morning" is of the day of publication, or of the dateline, "last night" of the day before.
    pub(super) fn this_part(&self, site: &Site<'_, 'l>) -> Outcome {
        self.since_today(site, i64::from(site.group.parts.shift.unwrap_or(0)))
    }

    /// "Two weeks ago"; none if the count is no number.
    pub(super) fn ago(&self, site: &Site<'_, 'l>) -> Option<Outcome> {
        let parts = &site.group.parts;
        if let (Some(weekday), None) = (parts.weekday, parts.unit) {
            return Some(self.weekdays_ago(site, weekday, i64::from(parts.count.unwrap_or(1))));
        }
        let (unit, count) = unit_and_count(parts)?;
        if unit == Unit::Year
            && count == 1
            && self.genre == Genre::News
            && let Some(outcome) = self.quarter_a_year_before(site)
        {
            return Some(outcome);
        }
        if let Some(half) = self.published.and_then(|published| and_a_half(published.from(), parts, -1)) {
            return Some(Outcome::from(Some(half), Anchor::Published));
        }
        let outcome = self.since_published(unit, -count);
        if let Some(fine) = parts.within.and_then(Unit::from_code).or(parts.deictic.map(|_| Unit::Day)) {
            // "Four weeks ago yesterday" is counted from yesterday.
            let seen = self.that_long_ago(unit, count, fine, i64::from(parts.deictic.unwrap_or(0)));
            // "Ten years ago next month"
            let shift = i64::from(parts.shift.unwrap_or(0));
            let period = seen.period.and_then(|period| period.plus(shift).ok_or(reason::NO_SUCH_DATE));
            return Some(Outcome { period, ..seen });
        }
        if let (Some(weekday), Ok(period)) = (parts.weekday, outcome.period) {
            let day = period.span().and_then(|span| next_weekday(span.from(), weekday));
            return Some(Outcome { period: day.map(Period::Day).ok_or(reason::NO_SUCH_DATE), ..outcome });
        }
        Some(outcome)
    }

    /// "Two Fridays ago": the Friday before the last.
    fn weekdays_ago(&self, site: &Site<'_, 'l>, weekday: u32, count: i64) -> Outcome {
        let (today, anchor) = match self.today_of(site) {
            Ok(today) => today,
            Err(why) => return Outcome::unresolved(why),
        };
        let last = today.plus_days(-1).and_then(|day| last_weekday(day, weekday));
        Outcome::from(last.and_then(|day| day.plus_days(7 - 7 * count)).map(Period::Day), anchor)
    }

    /// "Twenty years ago this month": that month of the year, counted from so many days after the publication.
    fn that_long_ago(&self, unit: Unit, count: i64, fine: Unit, days: i64) -> Outcome {
        let today = match self.published.ok_or(reason::NO_PUBLICATION).and_then(|_| self.day_of_publication()) {
            Ok(day) => day.plus_days(days).unwrap_or(day),
            Err(why) => return Outcome::unresolved(why),
        };
        let months = |each: i64| i32::try_from(-count * each).ok().and_then(|months| today.plus_months(months));
        let day = match unit {
            Unit::Day => today.plus_days(-count),
            Unit::Week => today.plus_days(-count * 7),
            Unit::Month => months(1),
            Unit::Quarter => months(3),
            _ => months(12),
        };
        Outcome::from(day.map(|day| Period::holding(day, fine)), Anchor::Published)
    }

    /// "Two days from now", "a week from Tuesday".
    pub(super) fn hence(&self, site: &Site<'_, 'l>) -> Option<Outcome> {
        let parts = &site.group.parts;
        let (unit, count) = unit_and_count(parts)?;
        if unit == Unit::Quarter && count == 1 {
            return None;
        }
        // "A week from today" is a day.
        if parts.deictic.is_some() {
            return Some(self.that_long_ago(unit, -count, Unit::Day, i64::from(parts.deictic.unwrap_or(0))));
        }
        let outcome = self.since_published(unit, count);
        if let (Some(weekday), Ok(today)) = (parts.weekday, self.day_of_publication()) {
            // "Thursday week", "Thursday fortnight"
            let weeks = if unit == Unit::Week { count } else { 1 };
            let day = today.plus_days(1).and_then(|day| next_weekday(day, weekday)?.plus_days(7 * weeks));
            return Some(Outcome::from(day.map(Period::Day), Anchor::Published));
        }
        Some(outcome)
    }
}

/// The day of the week, from 0 for Monday.
pub(super) fn weekday(day: Day) -> u32 {
    day.weekday() as u32
}

const TUESDAY: u32 = 1;
pub(super) const FRIDAY: u32 = 4;
const SUNDAY: u32 = 6;

/// The period that is so many units, and a half, away from a day: "a month and a half later".
pub(super) fn and_a_half(day: Day, parts: &Parts, direction: i64) -> Option<Period> {
    let (count, _) = parts.count.zip(parts.fraction.filter(|part| *part == 2))?;
    let (unit, months, days) = match Unit::from_code(parts.unit?)? {
        Unit::Year => (Unit::Year, 12 * count + 6, 0),
        Unit::Month => (Unit::Month, count, HALF_A_MONTH),
        _ => return None,
    };
    let moved = day.plus_months(i32::try_from(direction).ok()? * months)?.plus_days(direction * days)?;
    Some(Period::holding(moved, unit))
}

/// Days in half a month.
const HALF_A_MONTH: i64 = 15;

/// Whether a period is the month before that of a day.
fn just_over(period: Period, today: Day) -> bool {
    matches!(period, Period::Month(..)) && period.plus(1) == Some(Period::holding(today, Unit::Month))
}

/// The rule of "next Friday".
const BEYOND: &str = "weekday-beyond";

/// Whether "last Tuesday" stands by itself, or something is counted from it: "the day before last Tuesday".
fn is_beyond(site: &Site<'_, '_>) -> bool {
    site.candidate.rule.name == BEYOND || site.candidate.rule.reading == Reading::Offset
}

/// "Next Friday", said on a Thursday, is not tomorrow, and "last Friday", said on a Saturday, not yesterday.
fn beyond(today: Day, weekday: u32, steps: i32) -> Option<Day> {
    if steps < 0 {
        let last = today.plus_days(-1).and_then(|day| last_weekday(day, weekday))?;
        return if today.days_since(last) == 1 { last.plus_days(-7) } else { Some(last) };
    }
    let next = today.plus_days(1).and_then(|day| next_weekday(day, weekday))?;
    let soon = next.days_since(today) <= 2 && next.monday() == today.monday();
    if soon { next.plus_days(7) } else { Some(next) }
}

/// The unit and the count of "two fortnights", or of "half a year"; none for what is no unit.
pub(super) fn unit_and_count(parts: &Parts) -> Option<(Unit, i64)> {
    let count = i64::from(parts.count.unwrap_or(i32::from(parts.fraction.is_none())));
    let part_of = |whole: i64| parts.fraction.map_or(0, |fraction| whole / i64::from(fraction));
    Some(match Unit::from_code(parts.unit?)? {
        Unit::Fortnight => (Unit::Week, count * 2),
        // "Two decades later" says the year about as well as "twenty years later".
        Unit::Decade => (Unit::Year, count * 10 + part_of(10)),
        Unit::Century => (Unit::Year, count * 100 + part_of(100)),
        Unit::Year if count == 0 && parts.fraction.is_some() => (Unit::Month, part_of(12)),
        Unit::Month if count == 0 && parts.fraction.is_some() => (Unit::Week, part_of(4)),
        unit if count > 0 || parts.fraction.is_none() => (unit, count),
        _ => return None,
    })
}
