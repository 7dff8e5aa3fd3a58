//! Patterns: what may follow what in a date reference.
//!
//! A pattern is read into an automaton without empty moves (Glushkov's construction: one state for each word or class
//! of the pattern), so that matching is one walk over the tokens.

use std::collections::HashMap;

use super::lexicon::{Class, Lexicon, WordId};

/// What one token must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Atom {
    Class(Class),
    Word(WordId),
}

/// A step of a match: the token must be `atom`; it belongs to the reference `group` (0: to none).
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Edge {
    pub(in super::super) atom: Atom,
    pub(in super::super) group: u8,
    /// The state that it leads to.
    pub(in super::super) to: u32,
}

/// A state: what may come next, and whether the match may end here.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct State {
    pub(in super::super) edges: Vec<Edge>,
    pub(in super::super) accepts: bool,
    /// What any of the edges asks for, for a quick no.
    pub(in super::super) next: Wanted,
}

/// A summary of what atoms ask for: no token that fits one of them is refused, few others are let through.
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Wanted {
    classes: u64,
    /// A bit for each word, by the last six bits of its number.
    words: u64,
}

impl Wanted {
    /// Also asks for an atom.
    pub(super) fn or(self, atom: Atom) -> Wanted {
        match atom {
            Atom::Class(class) => Wanted { classes: self.classes | class.bit(), ..self },
            Atom::Word(word) => Wanted { words: self.words | 1 << (word & 63), ..self },
        }
    }

    /// Also asks for all that another asks for.
    pub(super) fn and(self, other: Wanted) -> Wanted {
        Wanted { classes: self.classes | other.classes, words: self.words | other.words }
    }

    /// Whether a token of these classes, and with this number in the lexicon, may be what is asked for.
    #[inline]
    pub(in super::super) fn admits(self, classes: u64, word: WordId) -> bool {
        self.classes & classes != 0 || (word != 0 && self.words >> (word & 63) & 1 != 0)
    }
}

/// Sums up, for each state, what may follow it.
pub(super) fn sum_up(states: &mut [State]) {
    for state in states {
        state.next = state.edges.iter().fold(Wanted::default(), |wanted, edge| wanted.or(edge.atom));
    }
}

/// A pattern as a tree.
enum Node {
    Atom(Atom, u8),
    Sequence(Vec<Node>),
    Choice(Vec<Node>),
    Optional(Box<Node>),
}

/// The named parts of patterns.
pub(super) type Parts = HashMap<&'static str, &'static str>;

/// Reads a pattern, and adds its states to the others; gives the first edges.
pub(super) fn compile(
    text: &str,
    parts: &Parts,
    lexicon: &mut Lexicon,
    states: &mut Vec<State>,
) -> Result<Vec<Edge>, String> {
    let text = expand(text, parts)?;
    let braced = text.contains('{');
    let mut reader = Reader { rest: &text, lexicon, group: if braced { 0 } else { 1 }, groups: 0 };
    let node = reader.choice()?;
    if !reader.rest.trim().is_empty() {
        return Err(format!("cannot read {:?} of {text:?}", reader.rest));
    }
    let built = build(&node, states);
    if built.nullable {
        return Err(format!("matches nothing at all: {text:?}"));
    }
    for edge in &built.last {
        states[edge.to as usize].accepts = true;
    }
    Ok(built.first)
}

fn expand(text: &str, parts: &Parts) -> Result<String, String> {
    let mut text = text.to_owned();
    for _ in 0..8 {
        let Some(at) = text.find('$') else { return Ok(text) };
        let name: String = text[at + 1..].chars().take_while(|c| c.is_alphanumeric()).collect();
        let part = parts.get(name.as_str()).ok_or_else(|| format!("no part is called {name}"))?;
        text = text.replace(&text[at..=at + name.len()], part);
    }
    if text.contains('$') { expand(&text, parts) } else { Ok(text) }
}

struct Reader<'a, 'l> {
    rest: &'a str,
    lexicon: &'l mut Lexicon,
    group: u8,
    groups: u8,
}

impl Reader<'_, '_> {
    fn choice(&mut self) -> Result<Node, String> {
        let mut branches = vec![self.sequence()?];
        while self.eat('|') {
            branches.push(self.sequence()?);
        }
        Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Choice(branches) })
    }

    fn sequence(&mut self) -> Result<Node, String> {
        let mut nodes = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            match self.rest.chars().next() {
                None | Some('|' | ')' | ']' | '}') => return Ok(Node::Sequence(nodes)),
                Some('(') => nodes.push(self.bracketed(')')?),
                Some('[') => nodes.push(Node::Optional(Box::new(self.bracketed(']')?))),
                Some('{') => nodes.push(self.braced()?),
                Some(_) => nodes.push(self.atom()?),
            }
        }
    }

    fn bracketed(&mut self, close: char) -> Result<Node, String> {
        self.rest = &self.rest[1..];
        let node = self.choice()?;
        if self.eat(close) { Ok(node) } else { Err(format!("no {close} before {:?}", self.rest)) }
    }

    fn braced(&mut self) -> Result<Node, String> {
        self.groups += 1;
        self.group = self.groups;
        let node = self.bracketed('}')?;
        self.group = 0;
        Ok(node)
    }

    fn atom(&mut self) -> Result<Node, String> {
        let end = self.rest.find(|c: char| c.is_whitespace() || "[](){}|".contains(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        Ok(Node::Atom(atom(word, self.lexicon)?, self.group))
    }

    fn eat(&mut self, wanted: char) -> bool {
        self.rest = self.rest.trim_start();
        let rest = self.rest.strip_prefix(wanted);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

/// One word or `<class>` of a pattern.
pub(super) fn atom(text: &str, lexicon: &mut Lexicon) -> Result<Atom, String> {
    match text.strip_prefix('<').and_then(|text| text.strip_suffix('>')) {
        Some(name) => Class::from_name(name).map(Atom::Class).ok_or_else(|| format!("no class is called {name}")),
        None => lexicon.intern(text).map(Atom::Word),
    }
}

/// What Glushkov's construction needs of a part of a pattern.
struct Built {
    first: Vec<Edge>,
    last: Vec<Edge>,
    nullable: bool,
}

fn build(node: &Node, states: &mut Vec<State>) -> Built {
    match node {
        Node::Atom(atom, group) => {
            states.push(State::default());
            let edge = Edge { atom: *atom, group: *group, to: (states.len() - 1) as u32 };
            Built { first: vec![edge], last: vec![edge], nullable: false }
        }
        Node::Optional(inner) => Built { nullable: true, ..build(inner, states) },
        Node::Choice(branches) => {
            let mut whole = Built { first: Vec::new(), last: Vec::new(), nullable: false };
            for branch in branches {
                let part = build(branch, states);
                whole.first.extend(part.first);
                whole.last.extend(part.last);
                whole.nullable |= part.nullable;
            }
            whole
        }
        Node::Sequence(nodes) => {
            nodes.iter().fold(Built { first: Vec::new(), last: Vec::new(), nullable: true }, |so_far, node| {
                let next = build(node, states);
                join(so_far, next, states)
            })
        }
    }
}

fn join(mut one: Built, next: Built, states: &mut [State]) -> Built {
    for last in &one.last {
        states[last.to as usize].edges.extend(&next.first);
    }
    if one.nullable {
        one.first.extend(&next.first);
    }
    let mut last = next.last;
    if next.nullable {
        last.extend(one.last);
    }
    Built { first: one.first, last, nullable: one.nullable && next.nullable }
}
