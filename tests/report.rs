//! The report: one file that fetches nothing, runs nothing but its own, and loses nothing in silence.

use std::collections::HashSet;

use crate::workdir::{GAZETTEER, Workdir};

/// Documents whose every field tries to become markup or script.
const HOSTILE: &str = r##"{"id":"a\"><script>alert(1)</script>","date":"2017-06-06","title":"<img src=x onerror=alert(2)> Raqqa","text":"</script><script>alert(3)</script> Raqqa </style><svg onload=alert(4)>","url":"javascript:alert(5)","publisher":"<b onclick=alert(6)>"}
{"id":"b","date":"2017-07-10","title":"Mosul ]]> --> <!-- {{ 7*7 }} ${x}","text":"Mosul \" onmouseover=\"alert(7) ' x &lt;img&gt; \u0000\u001b[31m \u2028 end.","url":"https://example.org/\"onclick=\"alert(8)"}
{"id":"c","date":"2017-10","text":"ISIS lost Ar-Raqqah in October."}
{"id":"d","date":"2019-02-03","title":"قال المتحدث","text":"قال المتحدث إن الموصل آمنة.","url":"https://example.org/d?a=1&b=2"}
{"id":"e","text":"Mosul, on some day."}
{"id":"f","date":"2017-08-02","title":"<style>@import 'https://evil.example/a.css'; body{background:url(https://evil.example/b)}</style>","text":"Mosul <div style='background:url(https://evil.example/c)'> <svg><a xlink:href=\"javascript:alert(12)\"><script href='https://evil.example/d.js'></script></a></svg> <iframe src=//evil.example></iframe>","url":"data:text/html,<script>alert(13)</script>"}
"##;

const HOSTILE_NAMES: &str = r#"
[gazetteer]
name = "</script><script>alert(9)</script>"

[[entity]]
id = "x\"><img src=x onerror=alert(10)>"
kind = "place"
name = "</title><script>alert(11)</script>"
lat = 35.0
lon = 41.0
aliases = [{ text = "October", case = "exact" }, "onmouseover"]
"#;

/// The report of a run whose titles, texts, ids, addresses and names try to become markup or script.
pub fn hostile() -> Workdir {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    dir.file("h.toml", HOSTILE_NAMES);
    dir.file("c/rows.jsonl", HOSTILE);
    let arguments = ["build", "c", "-g", "g.toml", "-g", "h.toml", "--by", "month", "--no-charts"];
    dir.expect(0, arguments);
    dir
}

/// The values of an attribute, as they stand in the page.
fn attributes<'p>(html: &'p str, name: &str) -> Vec<&'p str> {
    html.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The names of all elements of the page and their attributes, read as a browser reads them outside of scripts.
fn tags(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest.find('>').unwrap_or(rest.len());
        let tag = &rest[..end];
        found.push(tag.to_owned());
        // What stands in a script or a style is no markup up to its end.
        for raw in ["script", "style"] {
            if tag.split(' ').next() == Some(raw) {
                rest = &rest[rest.find(&format!("</{raw}")).expect("it ends")..];
            }
        }
    }
    found
}

#[test]
fn a_build_makes_a_page_unless_told_not_to() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    dir.file("c/a.txt", "Mosul fell.");
    let ran = dir.expect(0, ["build", "c", "-g", "g.toml", "--no-charts"]);
    assert!(dir.path("output/report.html").exists() && ran.stderr.contains("report.html"));
    dir.expect(0, ["build", "c", "-g", "g.toml", "--no-charts", "--no-report", "-d", "other"]);
    assert!(!dir.path("other/report.html").exists());
}

#[test]
fn no_text_of_a_document_or_a_gazetteer_becomes_markup() {
    let dir = hostile();
    let html = dir.read("output/report.html");
    for tag in tags(&html) {
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default().to_owned();
        assert!(!["img", "b onclick", "iframe", "object", "base", "i"].contains(&name.as_str()), "{tag}");
        assert!(!tag.contains(" on") || tag.contains("name=\""), "{tag}");
        assert!(!tag.contains(" style="), "{tag}");
        assert!(!tag.contains("javascript:"), "{tag}");
    }
    assert_eq!(html.matches("<script").count(), 3);
    assert_eq!(html.matches("</script").count(), 3);
    assert_eq!(html.matches("<style").count(), 1);
    assert!(!html.contains("<script>alert") && !html.contains("<svg onload") && !html.contains("<title></title>"));
    assert!(!html.chars().any(|character| character.is_control() && character != '\n' && character != '\t'));
    let links: Vec<&str> = attributes(&html, "href").into_iter().filter(|link| !link.starts_with('#')).collect();
    assert!(links.iter().all(|link| link.starts_with("https://example.org/")), "{links:?}");
}

#[test]
fn the_policy_lets_only_the_pages_own_run() {
    let html = hostile().read("output/report.html");
    let policy = attributes(&html, "content")[0];
    assert!(policy.starts_with("default-src 'none';") || policy.starts_with("default-src &#39;none&#39;;"), "{policy}");
    for part in ["style-src", "script-src", "img-src data:", "base-uri", "form-action", "sha256-"] {
        assert!(policy.contains(part), "{part}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains("http"));
    assert!(html.find("Content-Security-Policy") < html.find("<style"), "it stands before what it rules");
    assert!(!html.contains(" src=\"") && !html.contains("<link"));
    let sheet = html.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).expect("a style sheet");
    assert!(!sheet.contains("@import") && !sheet.contains("url("));
}

#[test]
fn ids_are_unique_and_every_link_has_its_end() {
    let dir = hostile();
    let html = dir.read("output/report.html");
    let ids = attributes(&html, "id");
    let known: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len());
    let links: Vec<&str> = attributes(&html, "href").into_iter().filter_map(|link| link.strip_prefix('#')).collect();
    assert!(links.iter().all(|link| known.contains(link)));
    for id in ["raqqa", "raqqa/2017-06", "raqqa/2017-10", "mosul/2019-02", "mosul/undated"] {
        assert!(known.contains(id) && (links.contains(&id) || id.ends_with("undated")), "{id}");
    }
}

#[test]
fn the_same_run_gives_the_same_page() {
    let dir = hostile();
    dir.expect(0, ["report", "-o", "one.html"]);
    dir.expect(0, ["report", "-o", "two.html"]);
    assert_eq!(dir.bytes("one.html"), dir.bytes("two.html"));
    assert_eq!(dir.bytes("one.html"), dir.bytes("output/report.html"));
}

#[test]
fn documents_that_cover_a_stretch_of_several_buckets_count_once() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    let rows = "{\"id\":\"a\",\"date\":\"2017-07-11\",\"text\":\"The army lost Mosul on 10 June 2014.\"}\n\
                {\"id\":\"b\",\"date\":\"2017-07-12\",\"text\":\"Raqqa waited on 1 May 2015. It waited on 2 June 2016.\"}\n";
    dir.file("c/rows.jsonl", rows);
    dir.expect(0, ["build", "c", "-g", "g.toml", "--by", "year", "--no-charts"]);
    let html = dir.read("output/report.html");
    let mosul = &html[html.find("id=\"mosul\"").expect("its part")..];
    let table = &mosul[mosul.find("Mosul, referenced, figures").expect("its figures")..];
    assert!(table.contains("2015 to 2016<td>0<td>0<td>1<td>"), "one text names both years");
}

#[test]
fn every_sentence_says_when_where_and_why() {
    let html = hostile().read("output/report.html");
    let start = html.find("id=\"mosul/2019-02\"").expect("the bucket");
    let bucket = &html[start..start + html[start..].find("</section>").expect("its end")];
    for part in
        ["<mark>الموصل</mark>", "https://example.org/d?a=1", "3 February 2019", "from its field", ">d<", "rule: "]
    {
        assert!(bucket.contains(part), "{part}: {bucket}");
    }
}

#[test]
fn one_can_choose_names_period_and_title() {
    let dir = hostile();
    dir.expect(0, ["report", "--entities", "Ar-Raqqah,mosul", "--title", "Two <cities>", "-o", "r.html"]);
    let html = dir.read("r.html");
    let articles: Vec<&str> =
        html.split("<article ").skip(1).filter_map(|rest| attributes(rest, "id").first().copied()).collect();
    assert_eq!(articles, ["raqqa", "mosul"]);
    assert!(!html.contains("Two <cities>") && html.contains("Two "));
    dir.expect(0, ["report", "--from", "2017-07", "--to", "2017-12", "-o", "p.html"]);
    assert!(!dir.read("p.html").contains(">June 2017<") && !dir.read("p.html").contains("2017-06"));
    dir.expect(1, ["report", "--entities", "atlantis", "-o", "x.html"]);
    dir.expect(2, ["report", "--max-size", "9", "-o", "x.html"]);
    dir.expect(2, ["report", "--max-size", "many", "-o", "x.html"]);
    assert!(!dir.path("x.html").exists());
}

#[test]
fn a_small_page_says_what_it_leaves_out() {
    let dir = hostile();
    let whole = dir.bytes("output/report.html").len();
    let size = (whole - 600).to_string();
    dir.expect(0, ["report", "--max-size", &size, "-o", "small.html"]);
    let html = dir.read("small.html");
    assert!(html.len() < whole && html.contains("--max-size"));
}

#[test]
fn the_sentences_of_one_source_can_be_listed() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    let row =
        |id, publisher| format!("{{\"id\":\"{id}\",\"publisher\":\"{publisher}\",\"text\":\"Mosul, says {id}.\"}}\n");
    dir.file("c/rows.jsonl", [row("a", "The Wire"), row("b", "Post"), row("c", "Post")].concat());
    dir.expect(0, ["build", "c", "-g", "g.toml", "--no-charts"]);
    let listed = dir.expect(0, ["mentions", "mosul", "--source", "Post"]).stdout;
    assert!(listed.contains("says b") && listed.contains("says c") && !listed.contains("says a"), "{listed}");
    let wrong = dir.expect(1, ["mentions", "--source", "Herald"]).stderr;
    assert!(wrong.contains("Herald") && wrong.contains("Post, The Wire"), "{wrong}");
}

#[test]
fn markdown_sentences_read_as_text_and_keep_their_offsets() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    let body = "## News\n\nTroops left **Mosul**, says [the *Wire*](https://example.org/a_b).\n";
    dir.file("c/a.md", format!("---\ndate: 2017-06-06\n---\n{body}"));
    dir.expect(0, ["build", "c", "-g", "g.toml", "--no-charts"]);
    let shown = "Mosul, says the Wire.";
    for arguments in [["show", "mosul"], ["mentions", "mosul"]] {
        let said = dir.expect(0, arguments).stdout;
        assert!(said.contains(shown), "{said}");
    }
    assert!(dir.read("output/report.html").contains("Troops left <mark>Mosul</mark>, says the Wire."));
    let stored = dir.expect(0, ["mentions", "mosul", "--format", "jsonl"]).stdout;
    let at = body.find("Mosul").unwrap();
    assert!(stored.contains(&format!(r#""start":{at}"#)) && stored.contains("**Mosul**"), "{stored}");
}

#[test]
fn where_sources_count_nothing_else_is_said_to_be_counted() {
    let dir = hostile();
    dir.expect(0, ["report", "--count", "sources", "-o", "s.html"]);
    let html = dir.read("s.html");
    // The tile is of the run.
    let (head, rest) = html.split_once("class=\"leaders\"").expect("the leading names");
    let rest = rest.split("<section class=\"method\"").next().expect("the names");
    assert!(head.contains("<dt>mentions</dt>"));
    let words = rest.split(['<', '>']).filter(|part| !part.starts_with("dateline ") && !part.contains("href"));
    let counted: Vec<&str> = words
        .filter(|part| part.split_once(" mention").is_some_and(|(before, _)| before.ends_with(char::is_numeric)))
        .collect();
    assert_eq!(counted, [""; 0]);
    assert!(rest.contains("1 source in 1 document") && !rest.contains(">mentions<"));
}

#[test]
fn the_mention_that_is_meant_is_marked_where_a_surface_stands_twice() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER.replace("\"IS\"]", "{ text = \"IS\", not_before = [\"it\"] }]"));
    dir.file("c/a.txt", "IS it known what IS wants?");
    dir.expect(0, ["build", "c", "-g", "g.toml", "--no-charts"]);
    assert!(dir.read("output/report.html").contains("IS it known what <mark>IS</mark> wants?"));
    let line = dir.expect(0, ["mentions", "islamic-state"]).stdout;
    assert!(line.contains("IS it known what IS wants?"), "{line}");
}

#[test]
fn a_date_far_from_all_others_does_not_stretch_an_axis_of_the_page() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    let row = |day: u32| {
        format!(
            "{{\"id\":\"{day}\",\"date\":\"2017-06-{day:02}\",\"text\":\"On {day} May 2017 Mosul was quiet, says {day}.\"}}\n"
        )
    };
    let far = [
        "{\"id\":\"old\",\"date\":\"1921-03-04\",\"text\":\"Mosul of old.\"}\n",
        "{\"id\":\"tale\",\"date\":\"2017-06-09\",\"text\":\"On 2 May 1847 Mosul had a visitor.\"}\n",
    ];
    dir.file("c/a.jsonl", (1..=28).map(row).chain(far.map(str::to_owned)).collect::<String>());
    dir.expect(0, ["build", "c", "-g", "g.toml", "--no-charts", "--by", "day"]);
    let html = dir.read("output/report.html");
    for told in [
        "Outside, being far from all else: 1 document dated 4 March 1921.",
        "<li>1 document dated 4 March 1921: <code>dateline report --from 1921-03-04</code></li>",
        "<li>1 mention dated 2 May 1847: <code>dateline view --axis referenced --from 1847-05-02</code></li>",
        "Undated, or known only more coarsely than a day, or dated far from all else",
    ] {
        assert!(html.contains(told), "{told}");
    }
    let data = html.split("id=\"page/data\"").nth(1).expect("the page's data");
    assert!(!data.contains("\"1921-03-04\"") && !data.contains("\"1847-05-02\""), "no bucket of them");
    let summary = dir.expect(0, ["summary", "--by", "day"]).stdout;
    assert!(summary.contains("1 document dated 1921-03-04, far from all others (--from 1921-03-04 shows"), "{summary}");
}

#[test]
fn of_one_source_names_stand_in_the_order_of_their_mentions() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    dir.file("c/2017-06-06-a.txt", "ISIS left Raqqa, and Raqqa is quiet.");
    dir.expect(0, ["build", "c", "-g", "g.toml", "--no-charts", "--count", "sources"]);
    let html = dir.read("output/report.html");
    let (raqqa, group) = (html.find("<article class=\"entity place\" id=\"raqqa\""), html.find("id=\"islamic-state\""));
    assert!(raqqa.is_some() && raqqa < group);
    assert!(html.contains("All documents are of one source"));
}
