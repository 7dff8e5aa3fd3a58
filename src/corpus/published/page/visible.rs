//! Dates in the body of a page: `<time>`, microdata, elements marked as dates, and bylines.
//!
//! The body is walked once, in the order of the page. Each short line and each marked element that holds a date is a
//! candidate; where it stands and what is written beside it decide between them.

use dom_query::{Document as Tree, NodeRef};

use super::super::clock::clock;
use super::super::head;
use super::super::label::{self, Label};
use super::super::tokens::{Token, tokens};
use super::super::value::{Reader, Reading};
use super::marks::{is_aside, is_change, mark_of, marks};
use super::{Rank, Statement, date_of, is_older_than_the_web};
use crate::calendar::Granularity;

/// What was found in the body.
pub(super) struct Found {
    /// Dates in markup that machines are meant to read.
    pub(super) marked: Vec<Statement>,
    /// Dates that readers see, best first.
    pub(super) seen: Vec<Statement>,
    /// Days in markup that are older than the web, in the order of the page.
    pub(super) old: Vec<Statement>,
}

/// A line of more characters is prose, and holds no byline.
const LONGEST: usize = 200;
/// A line of so many bytes that is part of the page's title is its heading.
const TELLING: usize = 16;
/// The text of a marked element that is longer, in bytes, is more than a date.
const SHORT: usize = 60;
/// Nothing with less is believed to be the date of the page.
const ENOUGH: i32 = 3;
/// With so much a byline is that of the page beyond doubt.
const FIRM: i32 = 6;

/// Where a part of a page stands.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// In navigation, a footer, a sidebar, comments, or a list of other articles.
    aside: bool,
    /// In `<article>` or `<main>`.
    within: bool,
    /// The element around it is marked as a date: 2 if as one of publication.
    marked: u8,
    /// The element around it is marked as the date of a change.
    changed: bool,
}

struct Candidate {
    statement: Statement,
    score: i32,
    /// Its line, counted from the page's start.
    line: i32,
    place: Place,
    from_markup: bool,
    /// Whether its only warrant is that it stands beside the heading.
    beside: bool,
}

/// What marks a line as the page's heading, the surest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Heading {
    None,
    /// A line that is a part of the title.
    InTitle,
    /// The first `<h1>`, whatever it says.
    First,
    /// A line that is most of the title.
    Title,
    /// An `<h1>` that is in the title, or holds it.
    FirstInTitle,
}

/// The walk through a body.
struct Walk<'r> {
    reader: &'r Reader<'r>,
    candidates: Vec<Candidate>,
    old: Vec<Statement>,
    /// The text of the line so far.
    line: String,
    place: Place,
    /// The title of the page, to know its heading by where there is no `<h1>`.
    title: String,
    lines: i32,
    heading: Option<i32>,
    heading_is: Heading,
    /// Whether the heading itself stands in what looks like a sidebar: then its surroundings are the article.
    heading_aside: bool,
}

enum Step<'t> {
    Enter(NodeRef<'t>, Place),
    EndLine,
}

/// What the body of a page states.
pub(super) fn statements(tree: &Tree, reader: &Reader) -> Found {
    let title = tree.select_single("title").text();
    let mut walk = Walk {
        reader,
        candidates: Vec::new(),
        old: Vec::new(),
        line: String::new(),
        place: Place::default(),
        title: title.split_whitespace().collect::<Vec<_>>().join(" "),
        lines: 0,
        heading: None,
        heading_is: Heading::None,
        heading_aside: false,
    };
    if let Some(body) = tree.body() {
        walk.run(body);
    }
    walk.finish()
}

impl Walk<'_> {
    fn run(&mut self, body: NodeRef) {
        let mut open = vec![Step::Enter(body, Place::default())];
        while let Some(step) = open.pop() {
            let (node, place) = match step {
                Step::EndLine => {
                    self.end_line();
                    continue;
                }
                Step::Enter(node, place) => (node, place),
            };
            if node.is_text() {
                self.text(&node, place);
                continue;
            }
            let name = node.node_name().unwrap_or_default();
            if HIDDEN.contains(&&*name) || !node.is_element() {
                continue;
            }
            let place = self.enter(&node, &name, place);
            if BLOCKS.contains(&&*name) {
                self.end_line();
                open.push(Step::EndLine);
            }
            open.extend(node.children_it(true).map(|child| Step::Enter(child, place)));
        }
        self.end_line();
    }

    fn text(&mut self, node: &NodeRef, place: Place) {
        if self.line.len() < LONGEST * 2 {
            if self.line.trim().is_empty() {
                self.place = place;
            }
            self.place.marked = self.place.marked.max(place.marked);
            self.place.changed |= place.changed;
            self.line.push_str(&node.text());
            self.line.push(' ');
        }
    }

    fn enter(&mut self, node: &NodeRef, name: &str, around: Place) -> Place {
        let mut place = around;
        let marks = marks(node);
        place.aside |= matches!(name, "nav" | "footer" | "aside") || is_aside(name, &marks);
        place.within |= matches!(name, "article" | "main");
        let marked = mark_of(name, &marks);
        place.marked = place.marked.max(marked);
        // Themes wrap the day of publication in a part that they call "updated".
        place.changed = is_change(&marks) || place.changed && marked < 2;
        if name == "h1" {
            self.end_line();
            let said = short_text(node, LONGEST * 2).unwrap_or_default();
            let own = said.len() * 2 >= TELLING && self.title.contains(&said)
                || self.title.len() >= TELLING && said.contains(&self.title);
            self.head(if own { Heading::FirstInTitle } else { Heading::First }, around.aside);
        }
        self.markup(node, name, &marks, place);
        if marked > 0 && !["event", "calendar"].iter().any(|mark| marks.contains(mark)) {
            self.marked(node, place);
        }
        place
    }

    /// Takes the line that begins for the heading, if it is the surest one so far.
    fn head(&mut self, heading: Heading, aside: bool) {
        if heading > self.heading_is {
            (self.heading_is, self.heading, self.heading_aside) = (heading, Some(self.lines), aside);
        }
    }

    /// An element that is marked as a date is read by itself, whatever else its line or its paragraph holds.
    fn marked(&mut self, node: &NodeRef, place: Place) {
        let Some(text) = short_text(node, SHORT).filter(|text| text.chars().any(char::is_numeric)) else { return };
        let before = tokens(&self.line);
        if label::label(&before[before.len().saturating_sub(4)..]) != Label::Modified {
            self.byline(&text, place);
        }
    }

    /// Dates in the attributes of an element.
    fn markup(&mut self, node: &NodeRef, name: &str, marks: &str, place: Place) {
        let property = node.attr("itemprop").unwrap_or_default().to_ascii_lowercase();
        let value = match name {
            "time" => node.attr("datetime"),
            "abbr" => node.attr("title").filter(|_| marks.contains("publish") || marks.contains("date")),
            _ if property.contains("date") => node.attr("content").or_else(|| node.attr("datetime")),
            _ => node.attr("datetime").or_else(|| node.attr("data-datetime")).or_else(|| {
                node.attr("data-timestamp").or_else(|| node.attr("data-date")).filter(|_| place.marked > 0)
            }),
        };
        let Some(value) = value.filter(|value| value.bytes().any(|byte| byte.is_ascii_digit())) else { return };
        let published = property.contains("datepublished") || node.attr("pubdate").is_some();
        let changed = property.contains("datemodified") || place.changed;
        let rank = match (changed, published) {
            (true, _) => Rank::Changed,
            (_, true) => Rank::Stated,
            _ => Rank::Marked,
        };
        let statement = Statement::read(rank, &value, self.reader);
        if !place.aside && !changed && is_older_than_the_web(&statement) {
            self.old.push(statement);
            return;
        }
        let score = 1 + i32::from(published) * 3;
        self.candidate(Candidate { statement, score, line: self.lines, place, from_markup: true, beside: false });
    }

    /// Takes the label of what was written on the line before into account.
    fn candidate(&mut self, found: Candidate) {
        let Candidate { statement, place, from_markup, .. } = &found;
        if date_of(statement).is_none() {
            return;
        }
        let before = tokens(&self.line);
        let label = if *from_markup { label::label(&before[before.len().saturating_sub(4)..]) } else { Label::Bare };
        let (rank, bonus) = match label {
            Label::Modified => (Rank::Changed, 0),
            Label::Published => (statement.rank, 3),
            _ => (statement.rank, 0),
        };
        let score = found.score + bonus + i32::from(place.marked) + i32::from(place.within);
        let statement = Statement { rank, ..found.statement };
        self.candidates.push(Candidate { statement, score, ..found });
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let place = std::mem::take(&mut self.place);
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() {
            return;
        }
        if line.len() >= TELLING && self.title.contains(&line) {
            let most = line.len() * 2 >= self.title.len() && !place.aside;
            self.head(if most { Heading::Title } else { Heading::InTitle }, place.aside);
        }
        self.lines += 1;
        if line.chars().count() <= LONGEST && line.chars().any(char::is_numeric) {
            self.byline(&line, place);
        }
        self.lead(&line, place);
    }

    /// A date that opens a paragraph and is set off from it: "(13.06.2017) The port …", "13.06.2017 – The port …".
    fn lead(&mut self, line: &str, place: Place) {
        let start: String = line.chars().take(40).collect();
        let tokens = tokens(&start);
        let Some((at @ 0..=1, hit)) = self.reader.grammar().first(&tokens) else { return };
        let opened = at == 1 && tokens[0].is_sign('(');
        let next = tokens.get(at + hit.length);
        let set_off = next.is_some_and(|next| match opened {
            true => next.is_sign(')'),
            false => at == 0 && ['-', '–', '—', '|', ':', '„', '“'].iter().any(|&sign| next.is_sign(sign)),
        });
        if let Ok((span, doubt)) = self.reader.hit(&tokens, at, hit)
            && set_off
            && !hit.is_range
            && span.granularity() == Granularity::Day
            && self.heading.is_some()
        {
            let statement = Statement::seen(Rank::Seen, span, doubt);
            let line = self.lines;
            self.candidate(Candidate { statement, score: 2, line, place, from_markup: false, beside: false });
        }
    }

    /// The dates on a line, each with the words before it.
    fn byline(&mut self, line: &str, place: Place) {
        let tokens = tokens(line);
        let alone = matches!(head::of_line(line, self.reader), Some(Reading::Date(..)));
        let mut from = 0;
        while let Some((at, hit)) = self.reader.grammar().first(&tokens[from..]) {
            let (begin, at) = (from, from + at);
            from = at + hit.length;
            // The days of an event are ranges, those of publication are not.
            if hit.is_range {
                continue;
            }
            let label = label::label(&tokens[begin..at]);
            let near =
                tokens[begin..at].iter().rev().take(3).map(label::word_label).find(|&label| label != Label::Bare);
            let Ok((span, doubt)) = self.reader.hit(&tokens, at, hit) else { continue };
            // A month alone is mostly an archive's or a magazine's.
            if span.granularity() != Granularity::Day {
                continue;
            }
            let changed = near == Some(Label::Modified) || label == Label::Modified || place.changed;
            let published = near == Some(Label::Published) || label == Label::Published;
            let rank = if changed { Rank::Changed } else { Rank::Seen };
            let warranted = published || alone || place.marked > 0;
            let beside = !warranted && begin == 0 && is_beside(&tokens, at, from, self.reader);
            let short = tokens.len() < 12 || beside;
            let score = i32::from(published) * 3 + i32::from(alone && begin == 0) * 2 + i32::from(short);
            if warranted || beside {
                let statement = Statement::seen(rank, span, doubt);
                let line = self.lines;
                self.candidate(Candidate { statement, score, line, place, from_markup: false, beside });
            }
        }
    }

    fn finish(mut self) -> Found {
        let heading = self.heading;
        for candidate in &mut self.candidates {
            let distance = heading.map(|heading| candidate.line - heading);
            let near = distance.is_none_or(|distance| (-4..=40).contains(&distance));
            if candidate.statement.rank == Rank::Stated && !near {
                // Comments and lists of other articles mark their days of publication too.
                candidate.statement.rank = Rank::Marked;
                candidate.score -= 3;
            }
            if candidate.beside && !distance.is_some_and(|distance| (-3..=6).contains(&distance)) {
                candidate.score -= 4;
            }
            candidate.score += match distance {
                Some(-4..=12) => 2,
                Some(13..=40) => 1,
                // Without a heading the top of the page is as near as one can tell.
                None if candidate.line <= 60 => 1,
                _ => 0,
            };
            let around = self.heading_aside && matches!(distance, Some(-4..=40));
            if candidate.place.aside && !around {
                candidate.score -= 4;
                // Comments and teasers state their own dates of publication.
                candidate.statement.rank = candidate.statement.rank.max(Rank::Marked);
            }
        }
        for candidate in &mut self.candidates {
            candidate.statement.firm = candidate.score >= FIRM && !candidate.from_markup;
        }
        self.candidates.retain(|candidate| candidate.score >= ENOUGH || candidate.statement.rank == Rank::Stated);
        // Stable: of equals the first in the page wins.
        self.candidates.sort_by_key(|candidate| -candidate.score);
        let mut found = Found { marked: Vec::new(), seen: Vec::new(), old: self.old };
        for candidate in self.candidates {
            match candidate.from_markup || candidate.statement.rank == Rank::Changed {
                true => found.marked.push(candidate.statement),
                false => found.seen.push(candidate.statement),
            }
        }
        found
    }
}

/// A date that stands beside the heading with a few words, as in `Sport | 13.06.2017` without the bar: at the start of
/// its line, after a sign, or with a time behind it. One date alone: two are the days of an event.
fn is_beside(tokens: &[Token], at: usize, end: usize, reader: &Reader) -> bool {
    let (before, after) = (&tokens[..at], &tokens[end..]);
    let words = |tokens: &[Token]| tokens.iter().filter(|token| token.is_word() && !label::is_furniture(token)).count();
    let signed = before.last().is_none_or(|token| !token.is_word());
    let opens = before.iter().all(label::is_furniture) && signed;
    let closes = after.iter().all(label::is_furniture) && signed;
    let timed = clock(after).is_some() && signed;
    let ends = tokens.last().is_some_and(|token| ['.', '!', '?', '…'].iter().any(|&sign| token.is_sign(sign)));
    let few = words(before) + words(after) <= if timed { 6 } else { 3 };
    (opens || closes || timed) && few && !ends && reader.grammar().first(after).is_none()
}

/// The text of an element in one line, if it has no more than so many bytes.
fn short_text(node: &NodeRef, most: usize) -> Option<String> {
    let mut text = String::new();
    let mut open = vec![*node];
    // So many nodes hold no short text, and looking on would make nested marks cost their square.
    for _ in 0..64 {
        let Some(node) = open.pop() else {
            let words: Vec<&str> = text.split_whitespace().collect();
            return Some(words.join(" ")).filter(|text| text.len() <= most);
        };
        if node.is_text() {
            let piece = node.text();
            let piece = piece.trim();
            if text.len() + piece.len() > most * 2 {
                return None;
            }
            text.push_str(piece);
            text.push(' ');
        } else if !node.node_name().is_some_and(|name| HIDDEN.contains(&&*name)) {
            open.extend(node.children_it(true));
        }
    }
    None
}

/// Elements that show no text of their own page.
const HIDDEN: [&str; 10] =
    ["script", "style", "template", "noscript", "svg", "iframe", "select", "textarea", "button", "object"];
/// Elements that begin and end a line.
const BLOCKS: [&str; 30] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "dl",
    "dt",
    "dd",
    "hr",
    "br",
    "address",
    "header",
    "footer",
    "form",
];
