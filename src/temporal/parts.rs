//! The parts of an expression: what its words say, before anything is counted.

use super::lang::{Class, Language};
use super::numeral::{from_two_figures, full_year};
use super::token::{Numeric, Token, Tokens};

/// Which way years are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Era {
    /// Down to the year 1: "323 BC".
    Before,
    /// Up from it, and the words say so: "AD 14".
    Common,
}

/// What the words of one reference say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts {
    /// As astronomers count it, once the reference is whole: -322 for 323 BC.
    pub(super) year: Option<i32>,
    pub(super) era: Option<Era>,
    /// The two figures of "1914–18".
    pub(super) two_figures: Option<i32>,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
    /// 1 is Monday.
    pub(super) weekday: Option<u32>,
    pub(super) season: Option<u32>,
    pub(super) unit: Option<i32>,
    /// The finer unit that is named after it: "twenty years ago this month".
    pub(super) within: Option<i32>,
    pub(super) count: Option<i32>,
    /// What part of a unit there is besides: 2 for a half.
    pub(super) fraction: Option<i32>,
    pub(super) ordinal: Option<i32>,
    /// An ordinal before that one: "the first decade of the 17th century".
    pub(super) first_ordinal: Option<i32>,
    pub(super) quarter: Option<u32>,
    pub(super) half: Option<u32>,
    /// The first year of a decade.
    pub(super) decade: Option<i32>,
    pub(super) numeric: Option<Numeric>,
    /// Whether the century of the year or the decade is not said: "'98", "the forties".
    pub(super) open_century: bool,
    pub(super) deictic: Option<i32>,
    /// Seen from the day of publication: the last, this, the next.
    pub(super) shift: Option<i32>,
    /// Seen from the story's clock: the previous, the same, the following.
    pub(super) story: Option<i32>,
    /// The number of the language data: 1 start, 2 middle, 3 end, 4 earlier, 5 later.
    pub(super) modifier: Option<i32>,
    pub(super) approx: bool,
    /// Whether it is meant to the day: "exactly two weeks later".
    pub(super) exact: bool,
    pub(super) feast: Option<usize>,
    /// The first day (1) or the last (-1).
    pub(super) edge_day: Option<i32>,
    /// The number of the last preposition: 3 before, 4 after.
    pub(super) binding: i32,
    /// Whether a part of the day or a time is named.
    pub(super) time: bool,
}

impl Parts {
    /// Takes in one token of a match, which was read as of a class or as itself.
    pub(super) fn take(&mut self, language: &Language, tokens: &Tokens, token: &Token, class: Option<Class>) {
        let value = |class: Class| language.lexicon.entry(token.word).value(class);
        let Some(class) = class else { return self.take_word(language, token) };
        match class {
            // Of "the winter of 1941–1942" the first counts.
            Class::Year => self.year = self.year.or(Some(token.number)),
            Class::Digits | Class::EarlyYear => self.year = self.year.or(Some(token.number)),
            Class::QuotedYear => (self.year, self.open_century) = (Some(full_year(token.number)), true),
            Class::TwoDigits => self.two_figures = Some(token.number),
            Class::Month | Class::LowMonth => self.month = u32::try_from(value(class)).ok(),
            Class::MonthName | Class::LoneMonth => self.month = u32::try_from(value(Class::Month)).ok(),
            Class::Day | Class::OrdinalDay => self.day = u32::try_from(token.number).ok(),
            Class::Weekday => self.weekday = u32::try_from(value(class)).ok(),
            Class::WeekdayName => self.weekday = u32::try_from(value(Class::Weekday)).ok(),
            Class::Season => self.season = u32::try_from(value(class)).ok(),
            Class::Seasons => self.season = u32::try_from(value(class)).ok(),
            Class::SeasonName => self.season = u32::try_from(value(Class::Season)).ok(),
            Class::OneUnit if self.unit.is_some() => self.within = Some(value(class)),
            Class::Unit | Class::OneUnit => {
                self.unit = Some(value(class));
                // "Jahresende"
                self.modifier = self.modifier.or(Some(value(Class::Edge)).filter(|edge| *edge != 0));
            }
            Class::Number | Class::Count => {
                // "Anderthalb" is one, and a half.
                let fraction = Some(value(Class::Fraction)).filter(|part| *part != 0);
                (self.count, self.fraction) = (Some(token.number), fraction.or(self.fraction));
            }
            Class::Ordinal => (self.first_ordinal, self.ordinal) = (self.ordinal, Some(token.number)),
            Class::QuarterCode => self.quarter = u32::try_from(value(class)).ok(),
            Class::HalfCode => self.half = u32::try_from(value(class)).ok(),
            Class::Decade => self.decade = Some(token.number),
            Class::DecadeName => (self.decade, self.open_century) = (Some(1900 + value(class)), true),
            Class::Numeric => self.take_numeric(tokens.numerics.get(token.number as usize).copied()),
            Class::Deictic => self.deictic = Some(value(class)),
            Class::Shift => self.shift = Some(value(class)),
            Class::Story => self.story = Some(value(class)),
            Class::Modifier | Class::Edge => self.modifier = self.modifier.or(Some(value(class))),
            Class::EdgeDay => {
                let edge = value(class);
                (self.edge_day, self.modifier) = (Some(edge), self.modifier.or(Some(if edge == 1 { 1 } else { 3 })));
            }
            Class::BeforeEra => self.era = Some(Era::Before),
            Class::CommonEra => self.era = Some(Era::Common),
            Class::Approx => (self.approx, self.exact) = (value(class) != 1, value(class) == 1),
            Class::Part | Class::Clock | Class::Mornings | Class::Meridiem => self.time = true,
            _ => {}
        }
    }

    /// A date in figures.
    fn take_numeric(&mut self, numeric: Option<Numeric>) {
        if let Some(Numeric::NoYear(day, month)) = numeric {
            (self.day, self.month) = (Some(day), Some(month));
            return;
        }
        self.open_century |= numeric.and_then(Numeric::year).is_some_and(|year| year < 100);
        self.numeric = numeric.map(|numeric| numeric.with_year(from_two_figures));
    }

    /// A word that the pattern writes out: "last", "that", "year".
    fn take_word(&mut self, language: &Language, token: &Token) {
        let entry = language.lexicon.entry(token.word);
        let value = |class: Class| (token.is(class)).then(|| entry.value(class));
        self.shift = value(Class::Shift).or(self.shift);
        self.story = value(Class::Story).or(self.story);
        self.unit = value(Class::OneUnit).or(self.unit);
        self.deictic = value(Class::Deictic).or(self.deictic);
        let edge = Some(entry.value(Class::Edge)).filter(|edge| *edge != 0 && token.is(Class::OneUnit));
        self.modifier = self.modifier.or(edge);
        self.binding = value(Class::Preposition).unwrap_or(self.binding);
        self.time |= token.is(Class::Part);
        // "Two Fridays ago"
        let weekdays = u32::try_from(entry.value(Class::Weekdays)).ok().filter(|weekday| *weekday != 0);
        self.weekday = weekdays.or(self.weekday);
        self.fraction = Some(entry.value(Class::Fraction)).filter(|part| *part != 0).or(self.fraction);
    }

    /// Whether it says a year, or something that stands for one.
    pub(super) fn has_year(&self) -> bool {
        self.year.is_some() || self.shift.is_some() || self.story.is_some()
    }
}

/// The unit of decades.
const DECADE: i32 = 7;

impl Parts {
    /// A year that a word for decades stands before is the first of one: "les années 1960", "les années 60".
    pub(super) fn with_decade(self) -> Parts {
        match (self.unit, self.year.or(self.two_figures.map(|figures| 1900 + figures))) {
            (Some(DECADE), Some(year)) if self.month.is_none() && self.count.is_none() && year % 10 == 0 => Parts {
                decade: Some(year),
                year: None,
                open_century: self.open_century || self.two_figures.is_some(),
                ..self
            },
            _ => self,
        }
    }
}

/// Lets each end of a range or list take the month and the year that it lacks from its neighbours.
///
/// "6 June – 17 October 2017", "June 5, 6 and 8", "December 26 – January 3, 1942", "1914–18".
pub(super) fn share(groups: &mut [Parts]) {
    share_era(groups);
    for own in groups.iter_mut().filter(|own| own.month.is_some() && own.year.is_none()) {
        (own.year, own.open_century) = (own.two_figures.map(full_year), own.two_figures.is_some());
    }
    for at in (0..groups.len().saturating_sub(1)).rev() {
        let next = groups[at + 1];
        groups[at].take_from_next(&next);
    }
    for at in 1..groups.len() {
        let before = groups[at - 1];
        groups[at].take_from_last(&before);
    }
}

impl Parts {
    /// Takes what it lacks from the date that follows it: "6 June – 17 October 2017".
    fn take_from_next(&mut self, next: &Parts) {
        if self.month.is_none() && self.day.is_some() {
            // "3.–7.5.2019"
            self.month = next.month.or(next.numeric.and_then(Numeric::month_behind_day));
            self.year = self.year.or(next.numeric.and_then(Numeric::year).filter(|_| self.month.is_some()));
        }
        // "29.4.–3.5.2019"
        if let (Some(month), None, Some(numeric)) = (self.month, self.year, next.numeric) {
            let turned = numeric.month_behind_day().is_some_and(|next| month > next);
            self.year = numeric.year().map(|year| year - i32::from(turned));
        }
        // "The 9th and 10th instant"
        if self.month.is_none() && self.day.is_some() && next.day.is_some() {
            self.shift = self.shift.or(next.shift);
        }
        let quarters = self.ordinal.is_some() && next.ordinal.is_some();
        // "Easter Monday, 30 March 1282"
        let feast = self.feast.is_some() && self.day.is_none();
        if !self.has_year() && (quarters || feast || self.season.or(self.month).is_some()) {
            let turned = self.month > next.month && next.month.is_some();
            self.year = next.year.map(|year| year - i32::from(turned));
            (self.shift, self.story) = (next.shift, next.story);
        }
    }

    /// Takes what it lacks from the date before it: "December 26 – January 3, 1942", "1914–18".
    fn take_from_last(&mut self, last: &Parts) {
        // "1894-5"
        if let (Some(figure @ 1..=9), Some(year @ 1000..), None) = (self.year, last.year, self.era) {
            self.year = Some(year - year % 10 + figure);
        }
        if self.month.is_none() && self.day.is_some() {
            self.month = last.month;
        }
        if !self.has_year() && self.season.or(self.month).is_some() {
            let turned = self.month < last.month;
            self.year = last.year.map(|year| year + i32::from(turned));
        }
        // "The summers of 1947 and 1948"
        if self.year.is_some() && self.month.is_none() && self.decade.is_none() {
            self.season = self.season.or(last.season);
        }
        if let (None, Some(figures), Some(year)) = (self.year, self.two_figures, last.year) {
            let same = year - year.rem_euclid(100) + figures;
            self.year = Some(if same < year { same + 100 } else { same });
        }
    }
}

/// Lets what stands before "BC" in a range or a list belong to that era, and counts its years from it: "264–241 BC".
fn share_era(groups: &mut [Parts]) {
    let mut era = None;
    for own in groups.iter_mut().rev() {
        own.era = own.era.or(era);
        era = own.era.filter(|era| *era == Era::Before);
        if era.is_some() {
            own.year = own.year.or(own.two_figures).map(|year| 1 - year);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_a_range_share_what_they_lack() {
        let date = |year, month, day| Parts { year, month, day, ..Parts::default() };
        for (groups, wanted) in [
            ([date(None, None, Some(9)), date(Some(1942), Some(8), Some(12))], [(Some(1942), Some(8)); 2]),
            ([date(None, Some(6), Some(5)), date(None, None, Some(6))], [(None, Some(6)); 2]),
            (
                [date(None, Some(12), Some(26)), date(Some(1942), Some(1), Some(3))],
                [(Some(1941), Some(12)), (Some(1942), Some(1))],
            ),
            (
                [date(Some(1941), Some(11), None), date(None, Some(2), None)],
                [(Some(1941), Some(11)), (Some(1942), Some(2))],
            ),
        ] {
            let mut shared = groups;
            share(&mut shared);
            assert_eq!(shared.map(|parts| (parts.year, parts.month)), wanted);
        }
        let mut wars = [
            Parts { year: Some(264), ..Parts::default() },
            Parts { year: Some(241), era: Some(Era::Before), ..Parts::default() },
        ];
        share(&mut wars);
        assert_eq!(wars.map(|parts| (parts.year, parts.era)), [-263, -240].map(|year| (Some(year), Some(Era::Before))));
        let mut years =
            [Parts { year: Some(1998), ..Parts::default() }, Parts { two_figures: Some(3), ..Parts::default() }];
        share(&mut years);
        assert_eq!(years[1].year, Some(2003));
    }
}
