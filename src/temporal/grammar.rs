//! From tokens to candidates: the longest pattern that matches at each place.

use super::genre::SHORT_YEAR;
use super::lang::{Atom, Check, Class, Condition, Edge, Language, Reading, Rule};
use super::parts::{Parts, share};
use super::tense::{self, Tense};
use super::token::{Token, Tokens};

/// The value of the words that join two clauses, among those of the class `preposition`.
const JOINT: i32 = 10;
/// The most references that one pattern finds.
const GROUPS: usize = 4;
/// The most tokens of a sentence within which one date is counted from another.
const LONGEST_SENTENCE: usize = 120;
/// The bytes of "70s", and how many tokens on either side what is measured in tens is looked for.
const BARE_DECADE: usize = 3;
const MEASURED: usize = 60;
/// The most tokens that one pattern takes.
const LONGEST: usize = 28;

/// A match: the rule, and the references in it.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'l> {
    pub(super) rule: &'l Rule,
    pub(super) groups: Vec<Group>,
    /// Which paragraph of the text it stands in.
    pub(super) paragraph: u32,
}

/// One reference of a match.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Its first token and its last.
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) parts: Parts,
}

/// One step of a match: the token it took, as what, and for which group.
type Step = (u32, Edge);

/// Where a match stands: its first token and its last, and the tokens of its paragraph on either side.
pub(super) struct Place<'t> {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) before: Option<&'t Token>,
    pub(super) after: Option<&'t Token>,
}

/// What a walk needs to see.
pub(super) struct Grammar<'l, 't> {
    pub(super) language: &'l Language,
    pub(super) text: &'t str,
    pub(super) tokens: &'t Tokens,
}

impl<'l> Grammar<'l, '_> {
    /// All candidates, from left to right; none overlaps the one before.
    pub(super) fn candidates(&self) -> Vec<Candidate<'l>> {
        let (mut found, mut next_free) = (Vec::new(), 0);
        let mut paragraph = 0;
        let rules = &self.language.rules;
        let mut walk = Walk { path: Vec::new(), best: Vec::new(), best_rule: 0 };
        for (at, token) in self.tokens.list.iter().enumerate() {
            paragraph += u32::from(token.begins_paragraph());
            if at < next_free || !rules.may_start(token.classes, token.word) {
                continue;
            }
            if self.longest(at, &mut walk) {
                let candidate = self.candidate(&walk, paragraph);
                next_free = candidate.groups.last().map_or(at, |group| group.last) + 1;
                found.push(candidate);
            }
        }
        found
    }

    /// Finds the longest match that begins at a token.
    fn longest(&self, at: usize, walk: &mut Walk) -> bool {
        walk.best.clear();
        let token = &self.tokens.list[at];
        let next = self.tokens.list.get(at + 1).filter(|next| !next.begins_paragraph());
        let (classes, word) = next.map_or((0, 0), |next| (next.classes, next.word));
        for first in self.language.rules.starting(token.classes, token.word) {
            if !first.may_go_on(classes, word) {
                continue;
            }
            first.each(classes, word, |rule, edge| {
                walk.path.clear();
                self.follow(rule, at, edge, walk);
            });
        }
        !walk.best.is_empty()
    }

    fn follow(&self, rule: u32, at: usize, edge: Edge, walk: &mut Walk) {
        walk.path.push((at as u32, edge));
        let state = self.language.rules.state(edge.to);
        let longer = walk.path.len() > walk.best.len();
        if state.accepts && longer && self.holds(rule, &walk.path) {
            walk.best.clone_from(&walk.path);
            walk.best_rule = rule;
        }
        if let Some(next) = self.tokens.list.get(at + 1)
            && state.next.admits(next.classes, next.word)
            && !next.begins_paragraph()
            && walk.path.len() < LONGEST
        {
            for edge in &state.edges {
                if fits(edge.atom, next) {
                    self.follow(rule, at + 1, *edge, walk);
                }
            }
        }
        walk.path.pop();
    }

    fn candidate(&self, walk: &Walk, paragraph: u32) -> Candidate<'l> {
        let rule = &self.language.rules.patterns[walk.best_rule as usize];
        let mut groups: Vec<Group> = Vec::with_capacity(1);
        let mut number = 0;
        for (at, edge) in walk.best.iter().filter(|(_, edge)| edge.group != 0) {
            let at = *at as usize;
            if edge.group != number && groups.len() < GROUPS {
                number = edge.group;
                groups.push(Group { first: at, last: at, parts: Parts { feast: rule.feast, ..Parts::default() } });
            }
            let Some(group) = groups.last_mut() else { continue };
            let class = if let Atom::Class(class) = edge.atom { Some(class) } else { None };
            group.last = at;
            group.parts.take(self.language, self.tokens, &self.tokens.list[at], class);
        }
        let whole = |parts: Parts| Parts { year: parts.year.or(parts.two_figures), ..parts };
        let short = rule.name == SHORT_YEAR;
        let own = groups.iter().map(|group| if short { whole(group.parts) } else { group.parts });
        let mut parts: Vec<Parts> = own.collect();
        share(&mut parts);
        let decade = rule.reading == Reading::Calendar && parts.len() == 1;
        for (group, parts) in groups.iter_mut().zip(parts) {
            group.parts = if decade { parts.with_decade() } else { parts };
        }
        Candidate { rule, groups, paragraph }
    }

    fn holds(&self, rule: u32, path: &[Step]) -> bool {
        let rule = &self.language.rules.patterns[rule as usize];
        let place = self.place(path);
        let any = |atoms: &[Atom], token: Option<&Token>| {
            token.is_some_and(|token| atoms.iter().any(|atom| fits(*atom, token)))
        };
        !self.ends_in_a_count(path, &place)
            && !self.ends_in_measured_tens(&place)
            && !self.begins_with_initial(&place)
            && rule.conditions.iter().all(|condition| match condition {
                Condition::After(atoms) => any(atoms, place.before),
                Condition::NotAfter(atoms) => !any(atoms, place.before),
                Condition::Before(atoms) => any(atoms, place.after),
                Condition::NotBefore(atoms) => !any(atoms, place.after),
                Condition::Check(check) => self.passes(*check, rule, &place),
            })
    }

    fn place(&self, path: &[Step]) -> Place<'_> {
        let list = &self.tokens.list;
        let (first, last) = (path[0].0 as usize, path[path.len() - 1].0 as usize);
        let before = first.checked_sub(1).map(|at| &list[at]).filter(|_| !list[first].begins_paragraph());
        let after = list.get(last + 1).filter(|next| !next.begins_paragraph());
        Place { first, last, before, after }
    }

    /// Whether the day at the end of a match counts what follows: "In July the first great battle" is no first of July.
    fn ends_in_a_count(&self, path: &[Step], place: &Place<'_>) -> bool {
        let last = &self.tokens.list[place.last];
        let counted = |next: &Token| {
            !(next.is_mark() || next.is(Class::Function) || next.is(Class::Preposition) || next.is(Class::Year))
        };
        let spelled = matches!(path[path.len() - 1].1.atom, Atom::Class(Class::Day)) && last.spelled_form();
        spelled && last.is(Class::Ordinal) && place.after.is_some_and(counted)
    }

    /// Whether tens that are written like a decade without its century are of something else: "in his 70s", "highs in
    /// the 80s".
    fn ends_in_measured_tens(&self, place: &Place<'_>) -> bool {
        let list = &self.tokens.list;
        let last = &list[place.last];
        if !(last.is(Class::Decade) && last.end - last.start == BARE_DECADE && last.numeral_form())
            || self.has_own_ending(last)
        {
            return false;
        }
        let from = place.first.saturating_sub(MEASURED);
        let around = &list[from..list.len().min(place.last + MEASURED)];
        let measured = |word: &Token| self.language.lexicon.entry(word.word).value(Class::Measured) != 0;
        !list[place.first].is(Class::Determiner) || around.iter().any(measured)
    }

    /// Whether a decade has an ending that nothing else has: "90er".
    fn has_own_ending(&self, decade: &Token) -> bool {
        let figures = |byte: u8| byte.is_ascii_digit();
        let ending =
            self.text[decade.start..decade.end].trim_start_matches(|c: char| u8::try_from(c).is_ok_and(figures));
        let lexicon = &self.language.lexicon;
        lexicon.entry(lexicon.find(ending)).value(Class::PluralSuffix) != 0
    }

    /// Whether a match begins with the last of some initials, "S. C.", that "c." is written like: "Charleston, S. C.
    /// April 17".
    fn begins_with_initial(&self, place: &Place<'_>) -> bool {
        let first = &self.tokens.list[place.first];
        let letter = self.text[first.start..first.end].trim_end_matches('.').len() == 1;
        first.is(Class::Approx) && first.capital() && letter && !first.begins_sentence()
    }

    fn passes(&self, check: Check, rule: &Rule, place: &Place<'_>) -> bool {
        let list = &self.tokens.list;
        let Place { first, last, after, .. } = *place;
        match check {
            Check::Capital => list[first].capital(),
            Check::NamesYear => {
                let numeric = self.tokens.numerics.get(list[last].number as usize);
                numeric.is_some_and(|numeric| numeric.year().is_some())
            }
            Check::Adverb => {
                let opens = list[first].begins_sentence() || place.before.is_some_and(Token::is_mark);
                opens || !list[first].capital()
            }
            Check::OneFigure => self.is_one_figure(first, last),
            Check::Small => !list[last].capital(),
            Check::NoName => self.is_no_name(place),
            Check::PlainYear => self.plain_year(first, last),
            Check::Alone => self.is_alone(rule, place),
            Check::Attributive => after.is_some_and(|next| self.is_attributed(next)),
            Check::NoEvent => !self.names_event(last),
            Check::NoTitle => !self.is_title(first, last),
            Check::EarlyDate => {
                // "Starting on 25 November, 225 transport aircraft"
                let parted = last > 0 && self.is_comma(&list[last - 1]);
                if parted { self.early_year(first, last) } else { after.is_none_or(|next| !self.may_count(next)) }
            }
            Check::EarlyYear => self.early_year(first, last),
            Check::Era => self.names_era(place),
            Check::OfOld => *self.tokens.of_old.get_or_init(|| self.is_of_old()),
            Check::DayOfMonth => {
                list[last].is(Class::Ordinal) && list[last].numeral_form() && self.counts_nothing(last)
            }
            Check::FutureClause => {
                tense::of_clause(&self.language.lexicon, self.text, list, first, last) == Some(Tense::Future)
            }
        }
    }

    /// Whether a match is no part of somebody's name: governed by a preposition, or with no name on either side of it.
    fn is_no_name(&self, place: &Place<'_>) -> bool {
        let Place { first, last, before, after } = *place;
        let through = |word: &Token| matches!(self.language.lexicon.entry(word.word).value(Class::Preposition), 5 | 8);
        let governed = first != last || before.is_some_and(|word| word.is(Class::Preposition) && !through(word));
        // "Ann August"
        let surname = before.is_some_and(|word| word.capital() && word.is_any_word() && !word.is_mark());
        governed || !surname && after.is_none_or(|next| next.is_mark() || !next.capital() || !next.is_any_word())
    }

    /// Whether a match belongs to no noun after it.
    fn is_alone(&self, rule: &Rule, place: &Place<'_>) -> bool {
        let last = &self.tokens.list[place.last];
        let opens = place.before.is_some_and(|word| word.begins_sentence() && word.is(Class::Preposition));
        let day = last.is(Class::OneUnit) || last.numeral_form() || place.last > place.first + 1;
        let belongs = place.after.is_some_and(is_noun) || self.names_event(place.last);
        opens || (rule.feast.is_some() && day) || !belongs
    }

    /// Whether a word is a noun in small letters that a date may stand before: "the March elections".
    fn is_attributed(&self, next: &Token) -> bool {
        is_noun(next) && !next.capital() && !next.is(Class::Unit) && !self.is_verb(next)
    }

    /// Whether the last figure of a year stands behind it for the whole of a later one: "1894-5".
    fn is_one_figure(&self, first: usize, last: usize) -> bool {
        let list = &self.tokens.list;
        let (year, end) = (&list[first], &list[last]);
        let glued = end.glued() && list[last - 1].glued() && end.end - end.start == 1;
        let next = list.get(last + 1).filter(|next| !next.begins_paragraph());
        let free = next.is_none_or(|next| {
            !next.glued() || matches!(self.text.as_bytes()[next.start], b'.' | b',' | b')' | b';' | b':')
        });
        glued && free && end.number > year.number % 10 && !next.is_some_and(|next| self.counts(next))
    }

    /// Whether an ordinal counts nothing: "on the 5th until", "the 4th the guns", "on the 3rd parties of them" (for
    /// "the 3rd party" would be one), but not "the 4th floor".
    fn counts_nothing(&self, last: usize) -> bool {
        let list = &self.tokens.list;
        let Some(next) = list.get(last + 1).filter(|next| !next.begins_paragraph()) else { return true };
        let plain = next.is_mark() || next.is(Class::Function) || next.is(Class::Preposition);
        // "On the 4th marched out", "on the 13th invited the miners"
        let verb = self.is_verb(next);
        let object = list.get(last + 2).is_some_and(|then| then.is(Class::Function) || then.is(Class::Preposition));
        if self.is_of_men(last) {
            return false;
        }
        plain
            || (verb && object)
            || (self.plural(next) && !next.is(Class::Unit) && !next.is(Class::Counted))
            || self.opens_for_name(last)
    }

    /// Whether a word is a verb of the past, by its class or by its ending.
    pub(super) fn is_verb(&self, word: &Token) -> bool {
        let ending = || self.language.lexicon.ends_as(Class::PastEnding, &self.text[word.start..word.end]);
        word.is(Class::Past) || (word.is_any_word() && !word.is_mark() && !word.capital() && ending())
    }

    /// Whether an ordinal numbers those whose men have been named: "448 men of the 14th".
    fn is_of_men(&self, last: usize) -> bool {
        let Some([men, of, _]) = last.checked_sub(3).map(|from| &self.tokens.list[from..last]) else { return false };
        men.is(Class::Counted) && of.is(Class::OfName)
    }

    /// Whether a day of the month begins its clause, and somebody's name follows: "On the 24th Colonel Michelsohn",
    /// "and on the 2nd Sir John". Within a clause it would number the name: "fell on the 20th Maine".
    fn opens_for_name(&self, last: usize) -> bool {
        let list = &self.tokens.list;
        let Some([before, on, _]) = last.checked_sub(3).map(|from| &list[from..last]) else { return false };
        let joint = before.is_mark() || self.language.lexicon.entry(before.word).value(Class::Preposition) == JOINT;
        let opens = on.is(Class::Preposition) && (on.begins_sentence() || joint);
        let named = |at: usize| list.get(at).is_some_and(|word| word.capital() && !word.is(Class::Topic));
        opens && named(last + 1) && !list.get(last + 2).is_some_and(|next| next.is(Class::Topic))
    }

    /// Whether a name follows that what goes before belongs to: "the Winter Olympics".
    fn names_event(&self, last: usize) -> bool {
        let next = self.tokens.list.get(last + 1).filter(|next| !next.begins_sentence());
        self.tokens.list[last].capital()
            && next.is_some_and(|next| next.capital() && !next.is_mark() && next.is_any_word())
    }

    /// Whether a match is written as a title is: in quotation marks with all its words capital ("This Week"), or as one
    /// word after another such ("USA Today said"). In a headline every word has a capital, so what goes on must be in
    /// small letters, and more than a preposition.
    fn is_title(&self, first: usize, last: usize) -> bool {
        let list = &self.tokens.list;
        if !(first..=last).all(|at| list[at].capital()) {
            return false;
        }
        let before = first.checked_sub(1).map(|at| &list[at]);
        if first < last {
            let closed = list[last + 1..].iter().take(2).find(|mark| mark.is_mark() && !self.is_comma(mark));
            return before.is_some_and(|mark| self.is_quote(mark)) && closed.is_some_and(|mark| self.is_quote(mark));
        }
        let named = before.is_some_and(|word| word.capital()) && !list[first].begins_sentence();
        let after = list.get(last + 1).filter(|next| !next.begins_paragraph());
        let plain = |next: &Token| !next.is_mark() && !next.capital() && !next.is(Class::Preposition);
        named && after.is_some_and(plain)
    }

    /// Whether a token stands within quotation marks that were opened in its paragraph, not far before. Of straight
    /// ones those open that nothing stands right before; counting them would go wrong where one has been left out.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        let list = &self.tokens.list;
        for place in (at.saturating_sub(LONGEST_SENTENCE)..at).rev() {
            let token = &list[place];
            match &self.text[token.start..token.end] {
                "“" | "„" | "«" => return true,
                "”" | "»" => return false,
                "\"" => return !token.glued() || place.checked_sub(1).is_some_and(|before| self.opens(&list[before])),
                _ => {}
            }
            if token.begins_paragraph() {
                break;
            }
        }
        false
    }

    /// Whether a mark stands before what it opens: a bracket, or a dash.
    fn opens(&self, mark: &Token) -> bool {
        mark.is_mark() && matches!(&self.text[mark.start..mark.end], "(" | "[" | "—" | "–" | "-" | "--")
    }

    pub(super) fn is_bracket(&self, mark: &Token) -> bool {
        mark.is_mark() && &self.text[mark.start..mark.end] == "("
    }

    fn is_quote(&self, mark: &Token) -> bool {
        mark.is_mark() && matches!(&self.text[mark.start..mark.end], "\"" | "“" | "”")
    }

    /// Whether no sentence begins between two tokens. What is so far apart that looking would take long is taken for
    /// two.
    pub(super) fn same_sentence(&self, from: usize, to: usize) -> bool {
        to - from <= LONGEST_SENTENCE && !self.tokens.list[from + 1..=to].iter().any(Token::begins_sentence)
    }

    /// Whether a token is a comma.
    pub(super) fn is_comma(&self, token: &Token) -> bool {
        token.is_mark() && &self.text[token.start..token.end] == ","
    }

    pub(super) fn plural(&self, token: &Token) -> bool {
        let word = &self.text[token.start..token.end];
        let unknown = !token.is_mark() && (token.is_any_word() || token.is(Class::Topic)) && !token.capital();
        unknown && self.language.lexicon.ends_as(Class::PluralEnding, word)
    }
}

/// The walk through the automaton: the steps so far, and the longest match.
struct Walk {
    path: Vec<Step>,
    best: Vec<Step>,
    best_rule: u32,
}

/// Whether a word looks like a noun that what stands before it belongs to.
fn is_noun(next: &Token) -> bool {
    let topic = next.is(Class::Topic) && !next.capital();
    let unknown = next.is_any_word() && !next.is_mark() && !next.capital() && !next.numeral_form();
    unknown || topic || next.is(Class::Unit) || next.is(Class::Counted)
}

#[inline]
fn fits(atom: Atom, token: &Token) -> bool {
    match atom {
        Atom::Class(class) => token.is(class),
        Atom::Word(word) => token.word == word,
    }
}
