//! Markdown's marks taken off a sentence, so that it reads as text.
//!
//! This is for showing alone: what is stored, and every offset, is of the original. A sentence is a piece of a
//! document, and may begin or end within a link or an emphasis; so marks are known by themselves and by their
//! neighbours, and what has no other half stays as it is. Not done: reference definitions, tables and HTML.

/// A Markdown sentence without the marks of headings, quotes, lists, emphasis, code and links; on one line. Of a link
/// its label is left.
///
/// ```
/// use dateline::text::without_marks;
///
/// let shown = without_marks("## **Mosul**, says [the *Wire*](https://example.org/a_b), is quiet\\.");
/// assert_eq!(shown, "Mosul, says the Wire, is quiet.");
/// assert_eq!(without_marks("2 * 3 = 6, snake_case, #7"), "2 * 3 = 6, snake_case, #7");
/// ```
pub fn without_marks(sentence: &str) -> String {
    let lines = sentence.lines().map(|line| inline(block(line.trim()))).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// A line without what makes it a heading, a quote or a member of a list. A number before a full stop stays: it may be
/// a year.
fn block(line: &str) -> &str {
    let mut rest = line;
    loop {
        let level = rest.bytes().take_while(|byte| *byte == b'#').count();
        let after = match rest.as_bytes().first() {
            Some(b'#') if level <= 6 => &rest[level..],
            Some(b'>') => return block(rest[1..].trim_start()),
            Some(b'-' | b'*' | b'+') => &rest[1..],
            _ => return rest,
        };
        if !after.starts_with([' ', '\t']) {
            return rest;
        }
        rest = after.trim_start();
        if level > 0 {
            // A heading may be closed by the same marks.
            let open = rest.trim_end_matches('#');
            return if open.ends_with(' ') { open.trim_end() } else { rest };
        }
    }
}

fn inline(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    while let Some(character) = line[at..].chars().next() {
        let rest = &line[at..];
        let before = line[..at].chars().next_back();
        at += match character {
            '\\' if rest[1..].starts_with(|next: char| next.is_ascii_punctuation()) => {
                out.push_str(&rest[1..2]);
                2
            }
            '!' | '[' => link(rest, &mut out).unwrap_or_else(|| kept(character, &mut out)),
            ']' => target(&rest[1..]).map_or_else(|| kept(character, &mut out), |length| 1 + length),
            '<' => address(rest, &mut out).unwrap_or_else(|| kept(character, &mut out)),
            '*' | '_' | '~' | '`' => emphasis(line, at, before, &mut out),
            _ => kept(character, &mut out),
        };
    }
    out
}

fn kept(character: char, out: &mut String) -> usize {
    out.push(character);
    character.len_utf8()
}

/// A link or an image that is whole: its label is put out.
fn link(rest: &str, out: &mut String) -> Option<usize> {
    let open = if rest.starts_with('!') { 2 } else { 1 };
    let label = rest.strip_prefix('!').unwrap_or(rest).strip_prefix('[')?;
    let close = closing(label, '[', ']')?;
    let length = target(&label[close + 1..])?;
    out.push_str(&inline(&label[..close]));
    Some(open + close + 1 + length)
}

/// The length of what stands behind a label: an address in round brackets, or a reference in square ones.
fn target(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('(').map(|inside| (inside, '(', ')'));
    let (inside, open, close) = inside.or_else(|| rest.strip_prefix('[').map(|inside| (inside, '[', ']')))?;
    let end = closing(inside, open, close)?;
    // Round brackets may just follow square ones in a text: an address has no space, but before its title.
    let address = inside[..end].split(" \"").next().unwrap_or_default();
    (open == '[' || !address.trim().contains(' ')).then_some(end + 2)
}

/// Where the bracket closes that was opened before; brackets may stand within it.
fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0;
    for (at, character) in text.char_indices() {
        match character {
            _ if character == close && depth == 0 => return Some(at),
            _ if character == close => depth -= 1,
            _ if character == open => depth += 1,
            _ => {}
        }
    }
    None
}

/// An address between angle brackets.
fn address(rest: &str, out: &mut String) -> Option<usize> {
    let end = rest.find('>')?;
    let inside = &rest[1..end];
    let is_address = ["http://", "https://", "mailto:"].iter().any(|scheme| inside.starts_with(scheme));
    (is_address && !inside.contains(char::is_whitespace)).then(|| {
        out.push_str(inside);
        end + 1
    })
}

/// A run of marks: left out where it stands at the edge of a word and has, or may have outside of the sentence, another
/// half; kept between spaces, within words (underlines), and where one mark stands alone.
fn emphasis(line: &str, at: usize, before: Option<char>, out: &mut String) -> usize {
    let mark = line[at..].chars().next().unwrap_or('*');
    let run = line[at..].chars().take_while(|character| *character == mark).count();
    let (after, end) = (line[at + run..].chars().next(), at + run);
    let (left, right) = (!is_space(before), !is_space(after));
    let in_word = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
    let other_half = half_in(&line[..at], mark) || half_in(&line[end..], mark);
    let a_mark = match mark {
        '_' => (left || right) && !in_word && (other_half || run > 1),
        '~' => run == 2 && (left || right),
        '`' => other_half,
        _ => (left || right) && (other_half || run > 1),
    };
    if !a_mark {
        out.push_str(&line[at..end]);
    }
    run
}

/// Whether the mark stands in a text with a word at its side.
fn half_in(text: &str, mark: char) -> bool {
    text.match_indices(mark).any(|(at, mark)| {
        let after = text[at + mark.len()..].chars().next();
        !is_space(text[..at].chars().next_back()) || !is_space(after)
    })
}

fn is_space(character: Option<char>) -> bool {
    character.is_none_or(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_text_stays() {
        for (sentence, shown) in [
            ("**Mosul** fell.", "Mosul fell."),
            ("The *Wire* and _Post_ of ***Raqqa***", "The Wire and Post of Raqqa"),
            ("### The road to Mosul ###", "The road to Mosul"),
            ("# C#", "C#"),
            ("> - **Raqqa**: a [map](a(b).png \"Of it\")", "Raqqa: a map"),
            ("![Troops in Mosul](m.jpg) and [a link][7].", "Troops in Mosul and a link."),
            ("see <https://example.org/a>; a < b > c", "see https://example.org/a; a < b > c"),
            ("`code` and ~~gone~~ and \\*stars\\*", "code and gone and *stars*"),
            ("first line\n  second **line**", "first line second line"),
            ("1990. It was cold.", "1990. It was cold."),
            ("-5 degrees, 2 * 3, a_b_c, #tag, ~40 men, 5*", "-5 degrees, 2 * 3, a_b_c, #tag, ~40 men, 5*"),
            ("[sic] (see below)", "[sic] (see below)"),
            ("[Mosul] (Iraq)", "[Mosul] (Iraq)"),
            ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
            ("", ""),
        ] {
            assert_eq!(without_marks(sentence), shown, "{sentence:?}");
        }
    }

    #[test]
    fn what_is_cut_in_the_middle_of_a_mark_is_readable() {
        for (sentence, shown) in [
            ("said in Mosul](https://example.org/x) on Monday", "said in Mosul on Monday"),
            ("bold** that began before", "bold that began before"),
            ("…[a link that is cut", "…[a link that is cut"),
        ] {
            assert_eq!(without_marks(sentence), shown, "{sentence:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_fail_and_no_letter_is_lost(text in "[a-z*_`~ \\\\#>é-]{0,40}") {
            let letters = |text: &str| text.chars().filter(|letter| letter.is_alphabetic()).collect::<String>();
            proptest::prop_assert_eq!(letters(&without_marks(&text)), letters(&text));
        }
    }
}
