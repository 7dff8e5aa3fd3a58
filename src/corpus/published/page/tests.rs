use super::*;

/// What a page says: the days of its clues with where they stand, or why there is none.
fn said(html: &str, zone: &str) -> String {
    let clues = clues(&Tree::from(html), zone.parse().unwrap());
    let shown = clues.iter().map(|clue| match &clue.reading {
        Reading::Date(span, _) => format!("{} {span}", clue.from),
        Reading::None(_) | Reading::NoYear(_) => format!("{} none", clue.from),
    });
    shown.collect::<Vec<_>>().join(", ")
}

const TITLE: &str = "<title>The ferry sails east again | The Harbour</title>";

#[test]
fn a_byline_is_found_wherever_it_stands_beside_the_heading() {
    for (body, expected) in [
        // With a word or two behind it, above the heading.
        ("<div><small>13.06.2017&nbsp; Port news</small><h1>The ferry sails east again</h1>", "dateline 2017-06-13"),
        // A source, and a bracket with the time.
        ("<h1>The ferry sails east again</h1><p>Harbour Agency Channel ( 2017-06-13 09:20:26 )", "dateline 2017-06-13"),
        // In a long line, but in an element that is marked as a date.
        (
            "<h1>The ferry sails east again</h1><p>Jane Doe writes about ports and <i>ships for us all</i> \
             <span class=date>13 June 2017</span> and keeps two dogs that like the sea very much indeed",
            "dateline 2017-06-13",
        ),
        // Day and month on two lines of one element, in a part that is called "updated".
        (
            "<div class='postmeta updated'><div class=postdate><div>13</div> Jun 2017</div></div>\
             <h1>The ferry sails east again</h1>",
            "dateline 2017-06-13",
        ),
        // The first h1 is the site's; the article's title is lower down.
        (
            "<h1>The Blog</h1><ul><li>One<li>Two<li>Three<li>Four<li>Five<li>Six<li>Seven<li>Eight<li>Nine<li>Ten\
             <li>Eleven<li>Twelve<li>Thirteen<li>Fourteen</ul><h3>The ferry sails east again</h3>\
             <p>(Agency, 13.06.2017)",
            "dateline 2017-06-13",
        ),
        // Days of an event, a sentence and a change are none.
        ("<h1>The ferry sails east again</h1><p>Fair, 13.06.2017 - 15.06.2017", ""),
        ("<h1>The ferry sails east again</h1><p>It sailed on 13.06.2017.", ""),
        ("<h1>The ferry sails east again</h1><p>Updated <span class=date>13.06.2017</span>", "metadata none"),
    ] {
        assert_eq!(said(&format!("{TITLE}{body}"), "UTC"), expected, "{body}");
    }
}

/// The year of an old newspaper's `<time>` was passed over, and its "21 March" completed from other documents.
#[test]
fn a_marked_day_older_than_the_web_dates_a_page_that_states_no_other() {
    let old = "<h1>The ferry sails east again</h1><p><time datetime='1896-03-21'>21 March</time></p>";
    assert_eq!(said(&format!("{TITLE}{old}"), "UTC"), "metadata 1896-03-21");
    let both = format!("{TITLE}{old}<meta property='article:published_time' content='2017-06-13'>");
    assert_eq!(said(&both, "UTC"), "metadata 2017-06-13");
}

#[test]
fn a_day_marked_in_a_list_of_other_articles_yields_to_the_one_beside_the_heading() {
    let others = "<li>Other</li>".repeat(50);
    let html = format!(
        "{TITLE}<h1>The ferry sails east again</h1><p class=publication><time datetime='2017-06-13T10:00:00Z'>13 June\
         </time></p><ul>{others}<li><p class=publication><time datetime='2017-09-22' pubdate>22 Sept</time></ul>"
    );
    assert!(said(&html, "UTC").starts_with("metadata 2017-06-13"));
}

#[test]
fn what_is_only_called_date_yields_to_an_earlier_labelled_byline() {
    let page = |meta: &str, byline: &str| {
        format!("{TITLE}<meta name={meta} content=2017-06-15><h1>The ferry sails east again</h1><p>{byline}")
    };
    for (meta, byline, expected) in [
        ("date", "Published: 13.06.2017 18:00", "metadata none, dateline 2017-06-13"),
        ("date", "Published: 17.06.2017 18:00", "metadata 2017-06-15, dateline 2017-06-17"),
        ("article:published_time", "Published: 13.06.2017 18:00", "metadata 2017-06-15, dateline 2017-06-13"),
    ] {
        assert_eq!(said(&page(meta, byline), "UTC"), expected, "{meta} {byline}");
    }
}

#[test]
fn a_page_keeps_its_own_day_unless_another_zone_is_asked_for() {
    for (moment, zone, expected) in [
        ("2017-06-13T01:10:40+09:00", "UTC", "metadata 2017-06-13"),
        ("2017-06-13T23:10:40-05:00", "UTC", "metadata 2017-06-13"),
        ("2017-06-13T01:10:40+09:00", "+00:00", "metadata 2017-06-12"),
        ("2017-06-13T01:10:40+09:00", "Asia/Baghdad", "metadata 2017-06-12"),
        ("2017-06-13T23:10:40Z", "Asia/Baghdad", "metadata 2017-06-14"),
        ("2017-06-13T23:10:40Z", "UTC", "metadata 2017-06-13"),
    ] {
        let html =
            format!("<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"datePublished\":\"{moment}\"}}");
        assert_eq!(said(&html, zone), expected, "{moment} {zone}");
    }
}

#[test]
fn json_ld_is_read_in_all_its_shapes() {
    for (json, expected) in [
        (r#"{"@graph":[{"@type":"WebSite"},{"@type":"NewsArticle","datePublished":"2017-06-13"}]}"#, "2017-06-13"),
        (r#"[{"@type":"BreadcrumbList"},{"@type":["Article"],"datePublished":["2017-06-13"]}]"#, "2017-06-13"),
        (r#"{"@type":"WebPage","mainEntity":{"@type":"Article","datePublished":"2017-06-13"}}"#, "2017-06-13"),
        (
            "<!-- {\"@type\":\"Article\",\"headline\":\"two\nlines\",\"datePublished\":\"2017-06-13\",} -->",
            "2017-06-13",
        ),
        (r#"{"@type":"Article","headline":"a "quote" inside","datePublished":"2017-06-13"}"#, "2017-06-13"),
        (r#"{"@type":"Article","dateCreated":"2017-06-11","datePublished":"2017-06-13"}"#, "2017-06-13"),
        (r#"{"@type":"Article","dateCreated":"2017-06-13","dateModified":"2017-06-15"}"#, "2017-06-13"),
        (r#"{"@type":"Article","comment":[{"@type":"Comment","datePublished":"2017-06-13"}]}"#, ""),
        (r#"{"@type":"Article","dateModified":"2017-06-13"}"#, "none"),
    ] {
        let shown = said(&format!("<script type='application/ld+json'>{json}</script>"), "UTC");
        assert_eq!(shown.trim_start_matches("metadata "), expected, "{json}");
    }
}
