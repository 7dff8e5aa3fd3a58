//! Web addresses, e-mail addresses, account names and file names: a name inside one is no mention.

use super::boundary::is_joining;

/// How far around a name its address is looked for, in bytes; longer runs without a space are not addresses.
const REACH: usize = 2048;

/// Whether the bytes `start..end` of a text stand inside a web address, an e-mail address, an account name (`@…`) or a
/// file name.
///
/// ```
/// use dateline::text::in_address;
/// let text = "see https://example.org/2017/mosul-battle or mosul@example.org, not Mosul.";
/// let all: Vec<bool> = text.match_indices(['m', 'M']).filter(|(at, _)| text[*at + 1..].starts_with("osul"))
///     .map(|(at, _)| in_address(text, at, at + 5)).collect();
/// assert_eq!(all, [true, true, false]);
/// ```
pub fn in_address(text: &str, start: usize, end: usize) -> bool {
    // Most names stand between spaces: nothing to look for.
    let bytes = text.as_bytes();
    let plain = |byte: Option<&u8>| byte.is_none_or(|byte| matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b',' | b';'));
    if plain(start.checked_sub(1).and_then(|before| bytes.get(before))) && plain(bytes.get(end)) {
        return false;
    }
    let token_start = left_edge(text, start);
    let token = &text[token_start..right_edge(text, end)];
    let (name_start, name_end) = (start - token_start, end - token_start);
    is_web_address(token, name_end)
        || is_mail_or_account(token, name_start)
        || is_file_or_host(token, name_start, name_end)
}

fn is_edge(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '"' | '<' | '>' | '“' | '”' | '«' | '»' | '(' | ')' | '[' | ']' | '|' | ',')
}

fn left_edge(text: &str, start: usize) -> usize {
    let from = text.floor_char_boundary(start.saturating_sub(REACH));
    text[from..start].char_indices().rev().find(|(_, c)| is_edge(*c)).map_or(from, |(at, c)| from + at + c.len_utf8())
}

fn right_edge(text: &str, end: usize) -> usize {
    let to = text.ceil_char_boundary((end + REACH).min(text.len()));
    text[end..to].find(is_edge).map_or(to, |at| end + at)
}

/// `scheme://…` or `www.…` before the name's end.
fn is_web_address(token: &str, name_end: usize) -> bool {
    let head = &token[..name_end];
    head.contains("://") || head.to_ascii_lowercase().contains("www.")
}

/// `somebody@host.org`, on either side of the sign, or `@account`.
fn is_mail_or_account(token: &str, name_start: usize) -> bool {
    let last_stop = token.rfind('.');
    token.match_indices('@').any(|(at, _)| {
        let (before, after) = (&token[..at], &token[at + 1..]);
        let follows = after.chars().next().is_some_and(is_joining);
        let account = !before.chars().next_back().is_some_and(is_joining);
        follows && if account { name_start == at + 1 } else { last_stop > Some(at) }
    })
}

/// `mosul.org`, `news.mosul.org/iraq`, `/img/mosul.jpg`: a suffix of small letters right after a full stop, or a path
/// from the root, from the folder it is read in or from a drive's letter.
fn is_file_or_host(token: &str, name_start: usize, name_end: usize) -> bool {
    let token = token.trim_end_matches(['.', ':', ';', '!', '?', '\'', '’']);
    let rooted = token.starts_with(['/', '~', '\\']) && token[1..].contains(['/', '\\']);
    let relative = ["./", "../", ".\\", "..\\"].iter().any(|start| token.starts_with(start));
    let of_drive = token.get(1..3) == Some(":\\") && token.starts_with(|letter: char| letter.is_ascii_alphabetic());
    if rooted || relative || of_drive {
        return true;
    }
    let run_end = run_end(token, name_end);
    token.match_indices('.').any(|(at, _)| {
        let suffix: &str = token[at + 1..].split(['/', '?', '#', ':', '.', '-', '\'', '’']).next().unwrap_or_default();
        let small =
            (2..=6).contains(&suffix.len()) && suffix.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        let lettered = suffix.bytes().any(|b| b.is_ascii_lowercase());
        let before = token[..at].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric());
        // A sentence that ends without a space ("Mosul.the") is rare; a host or file name is one run up to its stop.
        small && lettered && before && (name_end <= at && at <= run_end || name_start > at)
    })
}

/// Where the characters that host and file names are made of end, from a byte on.
fn run_end(token: &str, from: usize) -> usize {
    let is_other = |c: char| !(is_joining(c) || matches!(c, '.' | '-' | '_' | '%' | '+' | '='));
    token.get(from..).and_then(|rest| rest.find(is_other)).map_or(token.len(), |length| from + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(text: &str, name: &str) -> bool {
        let at = text.find(name).unwrap();
        in_address(text, at, at + name.len())
    }

    #[test]
    fn names_in_addresses_are_seen() {
        for (text, name) in [
            ("(http://example.org/mosul)", "mosul"),
            ("http://example.org/a?b=Mosul&c=1", "Mosul"),
            ("www.mosul-news.example", "mosul"),
            ("info@mosul.example", "mosul"),
            ("mosul@example.org", "mosul"),
            ("by @Mosul today", "Mosul"),
            ("mosul.org", "mosul"),
            ("Visit iraq.mosul.org/now.", "mosul"),
            ("Mosul-map.png", "Mosul"),
            ("in /var/mosul/list", "mosul"),
            ("see ./Mosul/x.txt", "Mosul"),
            ("see ../Mosul", "Mosul"),
            (r"in C:\Mosul\a now", "Mosul"),
        ] {
            assert!(inside(text, name), "{text}");
        }
    }

    #[test]
    fn names_outside_of_addresses_are_not() {
        for (text, name) in [
            ("Mosul.", "Mosul"),
            ("Mosul.The army", "Mosul"),
            ("PKK/YPG", "YPG"),
            ("AFP/Reuters/AP", "Reuters"),
            ("(Mosul)", "Mosul"),
            ("“Mosul”", "Mosul"),
            ("Mosul's", "Mosul"),
            ("#Mosul", "Mosul"),
            ("Mosul—http://example.org", "Mosul"),
            ("U.S.-Mosul", "Mosul"),
            ("a.m.-Mosul", "Mosul"),
        ] {
            assert!(!inside(text, name), "{text}");
        }
    }
}
