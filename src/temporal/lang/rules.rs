//! The rules of a language: patterns, the conditions on their surroundings, and how their parts are read.

use super::lexicon::{Class, Lexicon};
use super::lines;
use super::pattern::{self, Atom, Edge, Parts, State, Wanted};

/// How the parts of a match are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Reading {
    /// Year, month, day, weekday and so on, each as far as it is there.
    Calendar,
    /// Digits whose order is day, month, year or another.
    Numeric,
    /// One of a name, counted from the publication or, with a word of the story, from the story: "last May".
    Named,
    /// A unit, counted from the publication: "last year".
    Unit,
    /// A day, counted from the publication: "yesterday".
    Deictic,
    /// Two units away from the publication: "the day before yesterday", "the year before last".
    Beyond,
    /// A part of the day of publication: "this morning", "last night".
    ThisPart,
    /// So many units before the publication.
    Ago,
    /// So many units after the publication.
    Hence,
    /// So many units after the story's clock.
    Later,
    /// So many units before the story's clock.
    Earlier,
    /// A unit seen from the story's clock: "the following year".
    Story,
    /// The unit that is being spoken of: "the quarter".
    TheUnit,
    /// The same time a year before what is being spoken of: "the year-ago quarter".
    YearAgo,
    /// A part of the story's day.
    Part,
    /// The second, or the last, of a weekday in a month.
    NthWeekday,
    /// So many units before or after a date that is given.
    Offset,
    /// The first or the last day of a month or a year.
    EdgeDay,
    /// A week by its number.
    Week,
    /// A week by one of its days.
    WeekOf,
    /// A quarter, of a year or of the one that is meant.
    Quarter,
    /// A half of a year.
    Half,
    /// A century.
    Century,
    /// One of the decades of a century.
    DecadeOf,
    /// The year that comes next, or its first day.
    NewYear,
    /// What names no day: "several months later".
    Vague,
    /// "The 11th inst.": a day of the month of writing, or of the one before or after.
    Instant,
}

impl Reading {
    fn from_name(name: &str) -> Option<Reading> {
        Some(match name {
            "calendar" => Reading::Calendar,
            "numeric" => Reading::Numeric,
            "named" => Reading::Named,
            "unit" => Reading::Unit,
            "deictic" => Reading::Deictic,
            "beyond" => Reading::Beyond,
            "thispart" => Reading::ThisPart,
            "ago" => Reading::Ago,
            "hence" => Reading::Hence,
            "later" => Reading::Later,
            "earlier" => Reading::Earlier,
            "story" => Reading::Story,
            "the-unit" => Reading::TheUnit,
            "yearago" => Reading::YearAgo,
            "part" => Reading::Part,
            "edgeday" => Reading::EdgeDay,
            "nthweekday" => Reading::NthWeekday,
            "offset" => Reading::Offset,
            "week" => Reading::Week,
            "weekof" => Reading::WeekOf,
            "quarter" => Reading::Quarter,
            "half" => Reading::Half,
            "century" => Reading::Century,
            "decadeof" => Reading::DecadeOf,
            "newyear" => Reading::NewYear,
            "instant" => Reading::Instant,
            "vague" => Reading::Vague,
            _ => return None,
        })
    }
}

/// A condition that needs more than a look at the next word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Check {
    /// The first word begins with a capital letter.
    Capital,
    /// A date in figures has its year.
    NamesYear,
    /// The first word is no noun, where nouns have a capital: it has none, unless it begins its sentence or a
    /// quotation.
    Adverb,
    /// One figure stands for a year of the decade that goes before: "1894-5".
    OneFigure,
    /// The last word does not begin with a capital letter: "the year", but not "Man of the Year".
    Small,
    /// No surname follows: "June Carr". After a preposition it may: "In June Carr won".
    NoName,
    /// A lone number of four digits stands as a year does.
    PlainYear,
    /// Not written as a title is: "This Week", or "USA Today" within a sentence.
    NoTitle,
    /// No noun follows that it would belong to: "the summer", but not "the summer holidays".
    Alone,
    /// A lone number of three figures stands as a year does.
    EarlyYear,
    /// The word for the era is one: "44 BC", but not "the 2017 BC election".
    Era,
    /// The text names years before the era.
    OfOld,
    /// A number of three figures after a day and a month that counts nothing.
    EarlyDate,
    /// A number in figures with its ordinal ending, and nothing after it that it could count.
    DayOfMonth,
    /// A noun in small letters follows: "the March elections".
    Attributive,
    /// It does not begin the name of an event: "the end of the Winter Olympics".
    NoEvent,
    /// The clause before speaks of the future.
    FutureClause,
}

/// What must hold around a match.
#[derive(Clone, Debug)]
pub(in super::super) enum Condition {
    After(Vec<Atom>),
    NotAfter(Vec<Atom>),
    Before(Vec<Atom>),
    NotBefore(Vec<Atom>),
    Check(Check),
}

/// One pattern of a rule, with what it needs.
#[derive(Debug)]
pub(in super::super) struct Rule {
    /// The rule's name, as the output shows it.
    pub(in super::super) name: &'static str,
    pub(in super::super) reading: Reading,
    pub(in super::super) conditions: Vec<Condition>,
    /// The feast that the pattern names, if it does.
    pub(in super::super) feast: Option<usize>,
}

impl Rule {
    /// Whether its references are the ends of a range.
    pub(in super::super) fn is_range(&self) -> bool {
        self.name.ends_with("-range")
    }
}

/// An example of the tables: the rule, the text with braces around the references, and the values.
#[cfg(test)]
pub(in super::super) type Example = (&'static str, &'static str, &'static str);

/// The first edges of all patterns that may begin with one class or word.
#[derive(Clone, Default)]
pub(in super::super) struct First {
    /// The pattern, the edge, and what must follow it; nothing need follow where the pattern may end there.
    edges: Vec<(u32, Edge, Option<Wanted>)>,
    /// What must follow any of them.
    after: Option<Wanted>,
    /// Which of them may go on with what; none where there are few.
    index: Option<Index>,
}

/// For each class, and each six bits of a word's number, which of many edges may be followed by such a token: "the"
/// begins hundreds of patterns, and what comes after it only a few.
#[derive(Clone)]
struct Index {
    /// Numbers of 64 bits to a set of edges.
    width: usize,
    /// The edges that nothing need follow.
    always: Vec<u64>,
    /// 64 sets by class, and 64 by word.
    by_class: Vec<u64>,
    by_word: Vec<u64>,
}

impl Index {
    /// So few edges are asked one by one.
    const FEW: usize = 16;

    fn of(edges: &[(u32, Edge, Option<Wanted>)]) -> Option<Index> {
        let width = edges.len().div_ceil(64);
        let (sets, set) = (vec![0; 64 * width], vec![0; width]);
        let mut index = Index { width, always: set, by_class: sets.clone(), by_word: sets };
        for (at, (.., wanted)) in edges.iter().enumerate() {
            let (place, bit) = (at / 64, 1 << (at % 64));
            let Some(wanted) = wanted else {
                index.always[place] |= bit;
                continue;
            };
            for six in 0..64 {
                let set = |asked: bool| if asked { bit } else { 0 };
                index.by_class[six * width + place] |= set(wanted.admits(1 << six, 0));
                index.by_word[six * width + place] |= set(wanted.admits(0, 64 + six as u16));
            }
        }
        (edges.len() > Index::FEW).then_some(index)
    }

    /// The set of edges, 64 of them from a place on, that may go on with a token.
    #[inline]
    fn set(&self, place: usize, classes: u64, word: u16) -> u64 {
        let mut set = self.always[place];
        if word != 0 {
            set |= self.by_word[usize::from(word & 63) * self.width + place];
        }
        let mut bits = classes;
        while bits != 0 {
            set |= self.by_class[bits.trailing_zeros() as usize * self.width + place];
            bits &= bits - 1;
        }
        set
    }
}

impl First {
    /// Whether any of the patterns can go on with this token, or end before it.
    #[inline]
    pub(in super::super) fn may_go_on(&self, classes: u64, word: u16) -> bool {
        !self.edges.is_empty() && self.after.is_none_or(|wanted| wanted.admits(classes, word))
    }

    /// Calls for each pattern and first edge that can go on with this token, or end before it, in order.
    #[inline]
    pub(in super::super) fn each(&self, classes: u64, word: u16, mut call: impl FnMut(u32, Edge)) {
        let Some(index) = &self.index else {
            let goes_on = |wanted: &Option<Wanted>| wanted.is_none_or(|wanted| wanted.admits(classes, word));
            let fitting = self.edges.iter().filter(|(.., wanted)| goes_on(wanted));
            return fitting.for_each(|(rule, edge, _)| call(*rule, *edge));
        };
        for place in 0..index.width {
            let mut set = index.set(place, classes, word);
            while set != 0 {
                let (rule, edge, _) = self.edges[place * 64 + set.trailing_zeros() as usize];
                call(rule, edge);
                set &= set - 1;
            }
        }
    }

    fn sum_up(&mut self, states: &[State]) {
        for (_, edge, wanted) in &mut self.edges {
            let state = &states[edge.to as usize];
            *wanted = (!state.accepts).then_some(state.next);
        }
        let all = |sum: Wanted, wanted: &Option<Wanted>| wanted.map(|wanted| sum.and(wanted));
        self.after = self.edges.iter().try_fold(Wanted::default(), |sum, (.., wanted)| all(sum, wanted));
        self.index = Index::of(&self.edges);
    }
}

/// All rules, and the automaton of their patterns.
#[derive(Default)]
pub(in super::super) struct Rules {
    pub(in super::super) patterns: Vec<Rule>,
    states: Vec<State>,
    /// The first edges of the patterns, by class and by word.
    by_class: Vec<First>,
    by_word: Vec<First>,
    /// The classes that a match may begin with.
    pub(in super::super) starts: u64,
    /// The tables' own tests.
    #[cfg(test)]
    pub(in super::super) examples: Vec<Example>,
}

impl Rules {
    /// Reads the rules, and makes patterns of the feasts' names for the class `<feast>`.
    pub(super) fn parse(
        text: &'static str,
        feasts: impl Iterator<Item = (usize, &'static str)> + Clone,
        lexicon: &mut Lexicon,
    ) -> Result<Rules, String> {
        let mut rules = Rules { by_class: vec![First::default(); 64], ..Rules::default() };
        let (mut parts, mut open) = (Parts::new(), None);
        for line in lines(text) {
            if line.starts_with("order ") {
                // How dates in figures are written is the language's, not a rule's.
                continue;
            }
            if let Some(definition) = line.strip_prefix("let ") {
                let (name, part) = definition.split_once('=').ok_or_else(|| format!("no =: {line}"))?;
                parts.insert(name.trim(), part.trim());
            } else if let Some(head) = line.strip_prefix("rule ") {
                let (name, reading) = head.split_once(' ').ok_or_else(|| format!("no reading: {line}"))?;
                open = Some((name, Reading::from_name(reading).ok_or_else(|| format!("no such reading: {line}"))?));
            } else {
                let (name, reading) = open.ok_or_else(|| format!("a pattern before any rule: {line}"))?;
                let rule = |feast| Rule { name, reading, conditions: Vec::new(), feast };
                if let Some(example) = line.strip_prefix("> ") {
                    rules.add_example(name, example)?;
                } else if line.contains("<feast>") {
                    for (feast, words) in feasts.clone() {
                        rules.add(&line.replace("<feast>", words), rule(Some(feast)), &parts, lexicon)?;
                    }
                } else {
                    rules.add(line, rule(None), &parts, lexicon)?;
                }
            }
        }
        pattern::sum_up(&mut rules.states);
        for first in rules.by_class.iter_mut().chain(&mut rules.by_word) {
            first.sum_up(&rules.states);
        }
        Ok(rules)
    }

    #[cfg_attr(not(test), expect(unused_variables, clippy::unused_self))]
    fn add_example(&mut self, rule: &'static str, example: &'static str) -> Result<(), String> {
        let (text, values) = example.rsplit_once(" = ").ok_or_else(|| format!("no value: {example}"))?;
        #[cfg(test)]
        self.examples.push((rule, text, values));
        Ok(())
    }

    /// Adds a pattern of a rule, whose conditions its line states.
    fn add(&mut self, line: &str, mut rule: Rule, parts: &Parts, lexicon: &mut Lexicon) -> Result<(), String> {
        let mut pieces = line.split(" ; ");
        let text = split_possessives(pieces.next().unwrap_or_default());
        let first = pattern::compile(&text, parts, lexicon, &mut self.states)?;
        rule.conditions = pieces.map(|piece| condition(piece.trim(), lexicon)).collect::<Result<_, _>>()?;
        let id = self.patterns.len() as u32;
        self.patterns.push(rule);
        for edge in first {
            match edge.atom {
                Atom::Class(class) => {
                    self.by_class[class as usize].edges.push((id, edge, None));
                    self.starts |= class.bit();
                }
                Atom::Word(word) => {
                    let word = word as usize;
                    if self.by_word.len() <= word {
                        self.by_word.resize(word + 1, First::default());
                    }
                    self.by_word[word].edges.push((id, edge, None));
                }
            }
        }
        Ok(())
    }

    /// The first edges of the patterns that may begin with a token of these classes, and with this number.
    #[inline]
    pub(in super::super) fn starting(&self, classes: u64, word: u16) -> impl Iterator<Item = &First> {
        let mut bits = classes & self.starts;
        let by_class = std::iter::from_fn(move || {
            let class = (bits != 0).then(|| bits.trailing_zeros())?;
            bits &= bits - 1;
            Some(class as usize)
        });
        let by_word = self.by_word.get(word as usize).filter(|_| word != 0);
        by_class.map(|class| &self.by_class[class]).chain(by_word)
    }

    /// Whether any pattern begins with such a token.
    #[inline]
    pub(in super::super) fn may_start(&self, classes: u64, word: u16) -> bool {
        classes & self.starts != 0
            || (word != 0 && self.by_word.get(word as usize).is_some_and(|first| !first.edges.is_empty()))
    }

    /// A state of the automaton.
    #[inline]
    pub(in super::super) fn state(&self, id: u32) -> &State {
        &self.states[id as usize]
    }
}

/// Writes `eve's` as the two tokens that it is: `eve 's`.
fn split_possessives(text: &str) -> String {
    text.replace("s' ", "s ' ").replace("'s", " 's").replace("  's", " 's")
}

fn condition(text: &str, lexicon: &mut Lexicon) -> Result<Condition, String> {
    let (kind, list) = text.split_once(' ').unwrap_or((text, ""));
    let mut atoms = || -> Result<Vec<Atom>, String> {
        list.split('|')
            .map(|word| match Class::from_name(word) {
                Some(class) => Ok(Atom::Class(class)),
                None => pattern::atom(word, lexicon),
            })
            .collect()
    };
    Ok(match (kind, list) {
        ("one-figure", _) => Condition::Check(Check::OneFigure),
        ("names-year", _) => Condition::Check(Check::NamesYear),
        ("adverb", _) => Condition::Check(Check::Adverb),
        ("capital", _) => Condition::Check(Check::Capital),
        ("small", _) => Condition::Check(Check::Small),
        ("no-name", _) => Condition::Check(Check::NoName),
        ("plain-year", _) => Condition::Check(Check::PlainYear),
        ("no-title", _) => Condition::Check(Check::NoTitle),
        ("alone", _) => Condition::Check(Check::Alone),
        ("era", _) => Condition::Check(Check::Era),
        ("of-old", _) => Condition::Check(Check::OfOld),
        ("early-date", _) => Condition::Check(Check::EarlyDate),
        ("early-year", _) => Condition::Check(Check::EarlyYear),
        ("day-of-month", _) => Condition::Check(Check::DayOfMonth),
        ("attributive", _) => Condition::Check(Check::Attributive),
        ("no-event", _) => Condition::Check(Check::NoEvent),
        ("future-clause", _) => Condition::Check(Check::FutureClause),
        ("after", _) => Condition::After(atoms()?),
        ("not-after", _) => Condition::NotAfter(atoms()?),
        ("before", _) => Condition::Before(atoms()?),
        ("not-before", _) => Condition::NotBefore(atoms()?),
        _ => return Err(format!("not a condition: {text}")),
    })
}
