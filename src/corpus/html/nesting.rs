//! How deep a page's elements are nested, by a look at its tags: parsing takes more than linear time in depth.

/// Pages nested deeper are not parsed. Those of real sites stay below 100.
const DEEPEST: usize = 400;

/// Elements that nest nothing, or whose end tags may be missing, so that counting them would mislead.
const UNCOUNTED: [&[u8]; 31] = [
    b"area",
    b"base",
    b"br",
    b"col",
    b"embed",
    b"hr",
    b"img",
    b"input",
    b"link",
    b"meta",
    b"param",
    b"source",
    b"track",
    b"wbr",
    b"p",
    b"li",
    b"dt",
    b"dd",
    b"tr",
    b"td",
    b"th",
    b"tbody",
    b"thead",
    b"tfoot",
    b"option",
    b"optgroup",
    b"colgroup",
    b"rp",
    b"rt",
    b"html",
    b"body",
];

/// Whether elements are nested deeper than a parser should be given.
pub(super) fn is_deep(html: &str) -> bool {
    let bytes = html.as_bytes();
    let mut depth = 0usize;
    let mut at = 0;
    // Where the next tag ends, sought anew only once it is passed: else openings without an end take quadratic time.
    let mut tag_end = 0;
    while let Some(skip) = memchr::memchr(b'<', &bytes[at..]) {
        at += skip;
        let closing = bytes.get(at + 1) == Some(&b'/');
        let start = at + 1 + usize::from(closing);
        let length = bytes[start..].iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let name = bytes[start..start + length].to_ascii_lowercase();
        at = start + length;
        if name.is_empty() || UNCOUNTED.contains(&name.as_slice()) {
            continue;
        }
        if closing {
            depth = depth.saturating_sub(1);
        } else if matches!(name.as_slice(), b"script" | b"style") {
            // What scripts write is no element; an open script swallows the rest.
            let Some(end) = closing_tag(&bytes[at..], &name) else { return false };
            at += end;
            depth += 1;
        } else {
            // Only drawings close their elements so, but nothing nests in them elsewhere either.
            if tag_end < at {
                tag_end = memchr::memchr(b'>', &bytes[at..]).map_or(bytes.len(), |end| at + end);
            }
            depth += usize::from(tag_end == at || tag_end == bytes.len() || bytes[tag_end - 1] != b'/');
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

/// Where the end tag of an element begins.
fn closing_tag(bytes: &[u8], name: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(bytes, b"</")
        .find(|&at| bytes[at + 2..].get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_nesting_counts_not_the_number_of_elements() {
        assert!(!is_deep(&"<div><p>a<br><img src=x></div>".repeat(5000)));
        assert!(!is_deep(&format!("<ul>{}</ul>", "<li>a".repeat(5000))));
        assert!(!is_deep(&"<script>a = '<div>' + '<div>';</script>".repeat(5000)));
        assert!(!is_deep(&"<svg><path d='M0'/><circle r=1 /></svg>".repeat(5000)));
        assert!(is_deep(&"<div>".repeat(5000)));
    }

    #[test]
    fn openings_without_an_end_are_sought_for_once() {
        let unended = "<div</div".repeat(400_000);
        assert!(!is_deep(&unended));
        assert!(!is_deep(&format!("{unended}>")));
    }
}
