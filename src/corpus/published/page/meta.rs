//! Meta elements of all families that state a date.

use dom_query::Document as Tree;

use super::super::value::Reader;
use super::{Rank, Statement};

/// Names (of `name`, `property`, `itemprop` or `http-equiv`, in lower case) that state the day of publication.
const STATED: &[&str] = &[
    "article:published_time",
    "article:published",
    "article:publicationdate",
    "article.published",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
    "og:regdate",
    "bt:pubdate",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "cxenseparse:pubdate",
    "sailthru.date",
    "parsely-pub-date",
    "parsely-pub_date",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "dcterms.issued",
    "dcterms.available",
    "dc.date.issued",
    "dc.date.published",
    "dcsext.articlefirstpublished",
    "datepublished",
    "date_published",
    "date-published",
    "published_time",
    "publishdate",
    "publish_date",
    "publish-date",
    "published-date",
    "publisheddate",
    "publication_date",
    "publication-date",
    "publicationdate",
    "pubdate",
    "pubyear",
    "published",
    "publishtime",
    "publish_time",
    "article_date_original",
    "article_date",
    "articledate",
    "originalpublicationdate",
    "displaydate",
    "firstpublished",
    "releasedate",
    "release_date",
    "timestamp",
    "video:release_date",
    "rnews:datepublished",
    "vr:published_time",
    "analyticsattributes.articledate",
    "shareaholic:article_published_time",
    "ptime",
    "gentime",
    "wp.publish_date",
    "postdate",
];

/// Names that only say "date", or when a file was made.
const LOOSE: &[&str] = &[
    "date",
    "dc.date",
    "dc:date",
    "dcterms.date",
    "dcterms.created",
    "dcterms:created",
    "dc.date.created",
    "dc.created",
    "article:created",
    "article:post_date",
    "datecreated",
    "date_created",
    "created",
    "creation_date",
    "creationdate",
    "last-publication-date",
    "eprints.date",
    "datetime",
    "origin-date",
    "itemcreated",
    "time",
    "revision_date",
    "xfiles-date",
];

/// Names that state the day of a change.
const CHANGED: &[&str] = &[
    "article:modified_time",
    "article:modified",
    "og:updated_time",
    "og:modified_time",
    "og:article:modified_time",
    "lastmod",
    "last-modified",
    "last_modified",
    "lastmodified",
    "modified",
    "datemodified",
    "date_modified",
    "updated",
    "update_date",
    "dcterms.modified",
    "dcterms:modified",
    "dc.date.modified",
    "revised",
    "article:update_time",
    "cxenseparse:modified",
];

/// What the meta elements of a page state.
pub(super) fn statements(tree: &Tree, reader: &Reader) -> Vec<Statement> {
    let mut found = Vec::new();
    for node in tree.select("meta").nodes() {
        let Some(content) = node.attr("content").or_else(|| node.attr("datetime")) else { continue };
        if !content.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let names = ["property", "name", "itemprop", "http-equiv", "id"].into_iter().filter_map(|key| node.attr(key));
        if let Some(rank) = names.filter_map(|name| rank(&name)).min() {
            found.push(Statement::read(rank, &content, reader));
        }
    }
    found
}

fn rank(name: &str) -> Option<Rank> {
    let name = name.trim().to_ascii_lowercase();
    let is_in = |names: &[&str]| names.contains(&name.as_str());
    if is_in(STATED) {
        Some(Rank::Stated)
    } else if is_in(LOOSE) {
        Some(Rank::Loose)
    } else {
        is_in(CHANGED).then_some(Rank::Changed)
    }
}
