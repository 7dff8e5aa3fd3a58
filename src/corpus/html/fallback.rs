//! Text of pages in which no article was found, or that no parser should be given.

use dom_query::{Document as Tree, NodeRef};

/// Elements that show no text of their own page.
const HIDDEN: [&str; 14] = [
    "script", "style", "template", "noscript", "head", "svg", "iframe", "object", "button", "select", "textarea",
    "math", "canvas", "form",
];
/// Elements that are around an article, not in it.
const AROUND: [&str; 4] = ["nav", "header", "footer", "aside"];
/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 26] = [
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
];

/// Elements whose content is not shown where tags are taken out without a parser.
const UNSHOWN: [&str; 3] = ["script", "style", "title"];

/// What of the body is visible, without navigation, header and footer; a paragraph a block.
pub(super) fn visible_text(tree: &Tree) -> String {
    let mut text = Paragraphs::default();
    let Some(body) = tree.body() else { return String::new() };
    let mut open = vec![Step::Enter(body)];
    while let Some(step) = open.pop() {
        let node = match step {
            Step::End => {
                text.end();
                continue;
            }
            Step::Enter(node) => node,
        };
        if node.is_text() {
            text.push(&node.text());
            continue;
        }
        let name = node.node_name().unwrap_or_default();
        if HIDDEN.contains(&&*name) || AROUND.contains(&&*name) {
            continue;
        }
        if BLOCKS.contains(&&*name) {
            text.end();
            open.push(Step::End);
        }
        open.extend(node.children_it(true).map(Step::Enter));
    }
    text.finish()
}

enum Step<'t> {
    Enter(NodeRef<'t>),
    End,
}

/// The text of a page by taking its tags out: for pages that no parser should be given.
pub(super) fn text_of_tags(html: &str) -> String {
    let mut text = Paragraphs::default();
    let mut rest = html;
    // Of which of these no closing tag follows: sought once, or a page of openings takes quadratic time.
    let mut unclosed = [false; UNSHOWN.len()];
    while let Some(at) = rest.find('<') {
        text.push(&unescape(&rest[..at]));
        rest = &rest[at..];
        let name: String =
            rest[1..].chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        let close = if rest.starts_with("<!--") { "-->".to_owned() } else { ">".to_owned() };
        let unshown = UNSHOWN.iter().position(|unshown| *unshown == name).filter(|at| !unclosed[*at]);
        let hidden = unshown.and_then(|at| {
            let end = find_ignoring_case(rest, &format!("</{name}"));
            unclosed[at] = end.is_none();
            end
        });
        let end = hidden.or_else(|| Some(rest.find(&close)? + close.len()));
        let Some(end) = end else { break };
        if !name.is_empty() && !matches!(name.as_str(), "a" | "b" | "i" | "em" | "strong" | "span" | "u" | "small") {
            text.end();
        }
        rest = &rest[end..];
    }
    text.push(&unescape(rest.strip_prefix('<').map_or(rest, |_| "")));
    text.finish()
}

/// The title of such a page.
pub(super) fn title_of_tags(html: &str) -> String {
    let title = find_ignoring_case(html, "<title").and_then(|at| {
        let inner = &html[at..][html[at..].find('>')? + 1..];
        Some(unescape(&inner[..inner.find('<')?]))
    });
    title.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Finds ASCII text; the answer is a boundary of characters, as what is looked for begins with `<`.
fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    memchr::memchr_iter(b'<', text.as_bytes()).find(|&at| {
        text.as_bytes()[at..].get(..wanted.len()).is_some_and(|part| part.eq_ignore_ascii_case(wanted.as_bytes()))
    })
}

fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Paragraphs with their space made even, an empty line between.
#[derive(Default)]
struct Paragraphs {
    text: String,
    paragraph: String,
}

impl Paragraphs {
    fn push(&mut self, piece: &str) {
        if piece.starts_with(char::is_whitespace) && !self.paragraph.is_empty() && !self.paragraph.ends_with(' ') {
            self.paragraph.push(' ');
        }
        let mut words = piece.split_whitespace();
        if let Some(first) = words.next() {
            self.paragraph.push_str(first);
            for word in words {
                self.paragraph.push(' ');
                self.paragraph.push_str(word);
            }
            if piece.ends_with(char::is_whitespace) {
                self.paragraph.push(' ');
            }
        }
    }

    fn end(&mut self) {
        let paragraph = self.paragraph.trim();
        if !paragraph.is_empty() {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            self.text.push_str(paragraph);
        }
        self.paragraph.clear();
    }

    fn finish(mut self) -> String {
        self.end();
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_that_nothing_closes_are_sought_for_once() {
        let html = format!("<p>Before.</p>{}<p>After.</p>", "<script a><STYLE b>".repeat(150_000));
        assert_eq!(text_of_tags(&html), "Before.\n\nAfter.");
    }

    #[test]
    fn what_is_closed_before_an_opening_that_is_not_stays_hidden() {
        let html = "<script>a</script><p>Shown.</p><style>b</style><script>Seen.";
        assert_eq!(text_of_tags(html), "Shown.\n\nSeen.");
    }
}
