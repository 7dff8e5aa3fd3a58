//! Lines of a terminal: texts cut, padded and wrapped by the columns that they take, which are not their characters.

use super::terminal::line_width;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns of a text. What has been styled takes as many as without; documents' own escapes have been cleaned away.
pub fn columns(text: &str) -> usize {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().width();
    first + parts.map(|part| part.split_once('m').map_or(0, |(_, rest)| rest.width())).sum::<usize>()
}

/// The beginning of a text in at most so many columns.
pub fn head(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut kept = 1;
    let cut: String = text
        .chars()
        .take_while(|character| {
            kept += character.width().unwrap_or(0);
            kept <= columns
        })
        .collect();
    format!("{}…", cut.trim_end())
}

/// The end of a text in at most so many columns.
pub fn tail(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut kept = 1;
    let from = text
        .char_indices()
        .rev()
        .take_while(|(_, character)| {
            kept += character.width().unwrap_or(0);
            kept <= columns
        })
        .last()
        .map_or(text.len(), |(at, _)| at);
    format!("…{}", &text[from..])
}

/// A text with spaces behind it, up to so many columns.
pub fn padded(text: &str, wanted: usize) -> String {
    format!("{text}{}", " ".repeat(wanted.saturating_sub(columns(text))))
}

/// A text broken between its words into lines of at most so many columns, all but the first indented. Without a number
/// of columns it stays one line.
pub fn wrapped(text: &str, wide: Option<usize>, indent: usize) -> String {
    let Some(wide) = wide else { return text.to_owned() };
    let (mut out, mut used) = (String::with_capacity(text.len()), 0);
    for (at, word) in text.split(' ').enumerate() {
        let own = columns(word);
        // Of two spaces the second would stand at the head of the next line.
        if own == 0 && used + 1 >= wide {
            continue;
        }
        if used > 0 && used + 1 + own > wide {
            out.truncate(out.trim_end().len());
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            used = indent;
        } else if at > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += own;
    }
    out
}

/// Commands behind a heading, on one line where it holds them; else each on a line of its own, whole, so that it can be
/// pasted.
pub fn commands(heading: &str, commands: &[String]) -> String {
    let line = format!("{heading} {}", commands.join("; "));
    match line_width() {
        Some(wide) if columns(&line) > wide => format!("{heading}\n  {}", commands.join("\n  ")),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_to_columns_and_not_to_characters() {
        assert_eq!(tail("the city of ", 8), "…ity of ");
        assert_eq!(head("摩苏尔在北方", 7), "摩苏尔…");
        assert_eq!(head("short", 7), "short");
        assert_eq!(head("a long name", 8), "a long…");
    }

    #[test]
    fn columns_are_straight_with_wide_letters_and_styles() {
        for text in ["Mosul", "北京市", "القاهرة\u{200e}", "\u{1b}[1mMosul\u{1b}[0m"] {
            assert_eq!(columns(&padded(text, 10)), 10, "{text:?}");
        }
    }

    #[test]
    fn lines_are_broken_between_words() {
        assert_eq!(wrapped("Written  Mosul 85, MOSUL 3", Some(14), 2), "Written  Mosul\n  85, MOSUL 3");
        assert_eq!(wrapped("  Mosul and Raqqa", Some(11), 2), "  Mosul and\n  Raqqa");
        assert_eq!(wrapped("Mosul and Raqqa", None, 2), "Mosul and Raqqa");
        assert_eq!(wrapped("Mosul and  Raqqa", Some(10), 2), "Mosul and\n  Raqqa");
        assert_eq!(wrapped("incomprehensibilities", Some(10), 2), "incomprehensibilities");
    }
}
