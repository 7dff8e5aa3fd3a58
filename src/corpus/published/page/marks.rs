//! What elements are called: dates of publication, of changes, or parts that stand around the article.

use dom_query::NodeRef;

use super::super::names::fold;

/// What an element's class, id and properties call it, folded.
pub(super) fn marks(node: &NodeRef) -> String {
    let mut marks = String::new();
    for key in ["class", "id", "itemprop", "rel", "data-testid"] {
        if let Some(value) = node.attr(key) {
            marks.push(' ');
            marks.push_str(&value);
        }
    }
    fold(&marks)
}

/// Whether an element is one of those around the article. What a page as a whole is called ("has-sidebar",
/// "comments-open") says nothing of its parts.
pub(super) fn is_aside(name: &str, marks: &str) -> bool {
    const ASIDE: [&str; 19] = [
        "sidebar",
        "comment",
        "footer",
        "related",
        "recommend",
        "teaser",
        "popular",
        "trending",
        "breaking",
        "ticker",
        "carousel",
        "copyright",
        "navigation",
        "newsletter",
        "readmore",
        "read-more",
        "most-read",
        "mostread",
        "also-like",
    ];
    let of_page = |mark: &str| {
        ["has-", "no-", "with-", "without-", "show-", "layout"].iter().any(|start| mark.starts_with(start))
            || ["-open", "-closed", "-enabled", "-on", "-count"].iter().any(|end| mark.ends_with(end))
    };
    !matches!(name, "body" | "main" | "article" | "h1")
        && marks.split_whitespace().any(|mark| !of_page(mark) && ASIDE.iter().any(|aside| mark.contains(aside)))
}

/// Whether an element is marked as a date: 2 if as that of publication.
pub(super) fn mark_of(name: &str, marks: &str) -> u8 {
    const PUBLISHED: [&str; 13] = [
        "publish",
        "publicat",
        "veroffentlich",
        "submitted",
        "pubdate",
        "pub-date",
        "pub_date",
        "posted",
        "entry-date",
        "post-date",
        "article-date",
        "postdate",
        "articledate",
    ];
    const DATED: [&str; 10] =
        ["date", "time", "byline", "datum", "meta", "fecha", "created", "dateline", "stamp", "release"];
    if PUBLISHED.iter().any(|mark| marks.contains(mark)) {
        2
    } else {
        u8::from(name == "time" || DATED.iter().any(|mark| marks.contains(mark)))
    }
}

pub(super) fn is_change(marks: &str) -> bool {
    ["updated", "modified", "lastmod", "last-mod", "update-date"].iter().any(|mark| marks.contains(mark))
        // Themes that follow hAtom call the only date that they show "entry-date updated".
        && !["publish", "entry-date", "meta-date", "post-date"].iter().any(|mark| marks.contains(mark))
}
