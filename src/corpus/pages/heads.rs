//! Where the articles of a page begin.

use std::collections::HashMap;

use super::super::published::{Marker, is_dated, marker};
use crate::text::words;

/// A paragraph of so many words is prose; headings, bylines, labels and menus are shorter, or stand above the marker.
const PROSE_WORDS: u64 = 12;
/// An article has at least so many words of prose: a teaser with a headline and a byline has fewer.
const ARTICLE_WORDS: u64 = 40;
/// A heading has so many words; names and labels have fewer.
const HEADING_WORDS: std::ops::RangeInclusive<u64> = 3..=30;
/// What stands between heading and marker has no more words than this.
const STANDFIRST_WORDS: u64 = 80;
/// Under a byline alone there must be less doubt: it also closes articles.
const BYLINE_STANDFIRST_WORDS: u64 = 40;
/// A byline without "by" has so many words.
const NAME_WORDS: u64 = 4;
/// How many lines above a marker its heading may stand.
const REACH: usize = 5;

/// Where one article begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head<'t> {
    pub(super) title: &'t str,
    /// Where the heading begins, in bytes: here the article before it ends.
    pub(super) start: usize,
    /// Where the article's text begins, after the heading.
    pub(super) body: usize,
}

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
struct Line<'t> {
    text: &'t str,
    start: usize,
    words: u64,
}

/// The heads of a page's articles, in order; none if there are fewer than two. What stands above the first is a menu,
/// or an article whose head is not seen, which then has the page's title.
pub(super) fn heads<'t>(title: &'t str, text: &'t str) -> Vec<Head<'t>> {
    let lines = lines(text);
    let seen = occurrences(&lines);
    let markers: Vec<(usize, Marker)> = (0..lines.len())
        .filter_map(|at| Some((at, marker(lines[at].text, lines.get(at + 1).map(|next| next.text))?)))
        .collect();
    // A head: the line of its heading, and the line of its marker.
    let mut found: Vec<(Option<usize>, usize)> = Vec::new();
    for (at, marker) in markers {
        let floor = found.last().map_or(0, |&(_, last)| last + 1);
        let opens = found.is_empty() && !title.is_empty() && prose(&lines[..at]) == 0;
        let heading = heading(&lines[floor..at], marker, &seen).map(|line| floor + line);
        if heading.is_none() && !opens {
            continue;
        }
        match (found.last(), heading) {
            // "Published on" and "By" of the same article; or a teaser, which is none.
            (Some(&(_, last)), Some(line)) if prose(&lines[last + 1..line]) < ARTICLE_WORDS => {
                found.pop();
                found.push((Some(line), at));
            }
            _ => found.push((heading, at)),
        }
    }
    if found.last().is_some_and(|&(_, last)| prose(&lines[last + 1..]) < ARTICLE_WORDS) {
        found.pop();
    }
    let head = |(heading, _): (Option<usize>, usize)| match heading {
        Some(at) => {
            let line = lines[at];
            Head { title: line.text, start: line.start, body: line.start + line.text.len() }
        }
        None => Head { title, start: 0, body: 0 },
    };
    let mut heads: Vec<Head<'t>> = found.into_iter().map(head).collect();
    if heads.len() < 2 {
        return Vec::new();
    }
    if let Some(first) = heads.first().filter(|first| first.start > 0) {
        let above: Vec<Line> = lines.iter().copied().take_while(|line| line.start < first.start).collect();
        if prose(&above) >= ARTICLE_WORDS {
            heads.insert(0, Head { title, start: 0, body: 0 });
        }
    }
    heads
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let base = text.as_ptr() as usize;
    text.split(['\n', '\r', '\u{2028}', '\u{2029}'])
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| Line { text: line, start: line.as_ptr() as usize - base, words: words(line) })
        .collect()
}

/// How often each line stands on the page: a heading stands once, what a template puts between articles does not.
fn occurrences<'t>(lines: &[Line<'t>]) -> HashMap<&'t str, usize> {
    let mut seen = HashMap::new();
    for line in lines {
        *seen.entry(line.text).or_default() += 1;
    }
    seen
}

/// The words of prose in some lines.
fn prose(lines: &[Line<'_>]) -> u64 {
    lines.iter().map(|line| line.words).filter(|&words| words >= PROSE_WORDS).sum()
}

/// The heading above a marker: over a byline and a standfirst, if they are there. Of two headings in a row the upper
/// one is the title.
fn heading(above: &[Line<'_>], marker: Marker, seen: &HashMap<&str, usize>) -> Option<usize> {
    let (mut title, mut name, mut standfirst) = (None, None, false);
    let longest = if marker == Marker::Byline { BYLINE_STANDFIRST_WORDS } else { STANDFIRST_WORDS };
    for (at, line) in above.iter().enumerate().rev().take(REACH) {
        let can_be_title = is_heading(line) && seen.get(line.text) == Some(&1) && !is_dated(line.text);
        match title {
            Some(_) if can_be_title && !is_name(line) => return Some(at),
            Some(_) => break,
            None if is_name(line) && name.is_none() => name = Some((at, can_be_title)),
            None if can_be_title => title = Some(at),
            None if !standfirst && !is_heading(line) && line.words <= longest && line.words > 2 => standfirst = true,
            None => break,
        }
    }
    title.or_else(|| name.filter(|&(_, can_be_title)| can_be_title).map(|(at, _)| at))
}

/// A few words that are no sentence.
fn is_heading(line: &Line<'_>) -> bool {
    let first = line.text.chars().find(|c| c.is_alphanumeric());
    let sentence = line.text.ends_with(['.', ',', ';', ':', '…', '。']);
    let address = line.text.contains(['|', '@', '#']) || line.text.contains("://") || line.text.starts_with(['(', '[']);
    HEADING_WORDS.contains(&line.words) && !sentence && !address && first.is_some_and(|c| !c.is_lowercase())
}

/// A name, as it stands in a byline: every word but the small ones has a capital.
fn is_name(line: &Line<'_>) -> bool {
    let mut pieces = line.text.split_whitespace();
    let plain = |c: char| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’');
    let named = |piece: &str| piece.chars().all(plain) && (piece.starts_with(char::is_uppercase) || piece.len() <= 3);
    line.words <= NAME_WORDS && line.text.starts_with(char::is_uppercase) && pieces.all(named)
}
