use std::fs;

use proptest::prelude::*;
use tempfile::TempDir;

use super::super::testing::read_all;
use super::super::{Corpus, CorpusOptions, Document, Skip};
use super::*;

/// What a file of a corpus gives.
fn read_file(name: &str, content: impl AsRef<[u8]>, options: CorpusOptions) -> (Vec<Document>, Vec<Skip>) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join(name), content).unwrap();
    let corpus = Corpus::open(&[folder.path().to_path_buf()], options).unwrap();
    read_all(&corpus)
}

fn read(name: &str, content: impl AsRef<[u8]>) -> (Vec<Document>, Vec<Skip>) {
    read_file(name, content, CorpusOptions::default())
}

/// Id, title, text, day, address, publisher and note of each document, then place, line and reason of each skip.
fn shown(name: &str, content: &str) -> Vec<String> {
    let (documents, skips) = read(name, content);
    let document = |found: Document| {
        let day = found.published.map_or_else(|| "-".to_owned(), |date| date.span.to_string());
        let (url, publisher) = (found.url.unwrap_or_default(), found.publisher.unwrap_or_default());
        [found.id, found.title, found.text, day, url, publisher, found.note.unwrap_or_default()].join("|")
    };
    let skip = |skip: Skip| format!("{}:{}: {}", skip.source, skip.line.unwrap_or(0), skip.reason);
    documents.into_iter().map(document).chain(skips.into_iter().map(skip)).collect()
}

fn rss(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\
         <title>The Harbour &amp; Quay</title><link>https://harbour.example/</link>\
         <image><title>Logo</title></image><language>en-gb</language>\n{items}</channel></rss>"
    )
}

#[test]
fn rss_2_is_read_with_its_modules() {
    let feed = rss("<item><title>Ferries are &lt;b&gt;back&lt;/b&gt; &amp;amp; running</title>\
         <description>Short.</description>\
         <content:encoded><![CDATA[<p>They sail&nbsp;again.</p><p>At dawn.</p><script>no()</script>]]></content:encoded>\
         <pubDate>Tue, 30 Apr 2024 08:00:00 GMT</pubDate><atom:updated>2024-05-02T00:00:00Z</atom:updated>\
         <link>https://harbour.example/f</link><guid isPermaLink=\"false\">f-17</guid>\
         <dc:creator>Ada Quay</dc:creator><enclosure url=\"a.mp3\" length=\"1\" type=\"audio/mpeg\"/></item>\n\
         <item><title>AT&T &lt; all the rest</title><guid>https://harbour.example/g</guid>\
         <dc:date>2024-04-29</dc:date><source url=\"https://wire.example/rss\">Quay Wire</source>\
         <description>One line.\nAnother &#8211; line.</description></item>");
    assert_eq!(
        shown("a.rss", &feed),
        [
            "f-17|Ferries are back & running|They sail again.\n\nAt dawn.|2024-04-30|https://harbour.example/f\
             |The Harbour & Quay|",
            "https://harbour.example/g|AT&T < all the rest|One line.\nAnother – line.|2024-04-29\
             |https://harbour.example/g|Quay Wire|",
        ]
    );
}

/// RSS names RFC 822 for its dates, and that has years of two figures: such items were undated.
#[test]
fn a_year_of_two_figures_is_read_as_the_standard_of_the_date_has_it() {
    for (date, day) in [
        ("Mon, 02 Jan 17 10:00:00 GMT", "2017-01-02"),
        ("2 Jan 99 23:30 EST", "1999-01-02"),
        ("Mon, 02 Jan 2017 10:00:00 GMT", "2017-01-02"),
        ("02 Jan", "-"),
    ] {
        let item = format!("<item><guid>f</guid><title>Ferries</title><pubDate>{date}</pubDate></item>");
        let shown = shown("a.rss", &rss(&item));
        assert_eq!(shown[0].split('|').nth(3), Some(day), "{shown:?}");
    }
}

/// Pictures and drafts of a WordPress export were articles.
#[test]
fn of_a_wordpress_export_what_was_published_is_read() {
    let item = |title: &str, sort: &str, status: &str| {
        format!(
            "<item><guid>{title}</guid><title>{title}</title><excerpt:encoded>no</excerpt:encoded>\
             <wp:status>{status}</wp:status><wp:post_type><![CDATA[{sort}]]></wp:post_type></item>\n"
        )
    };
    let items = [
        ("Quay", "post", "publish"),
        ("About", "page", "publish"),
        ("Review", "film_review", "publish"),
        ("quay.jpg", "attachment", "inherit"),
        ("Pier", "post", "draft"),
        ("Home", "nav_menu_item", "publish"),
        ("Header", "wp_template", "publish"),
    ];
    let space = "http://wordpress.org/export/1.2/";
    let feed = rss(&items.map(|(title, sort, status)| item(title, sort, status)).concat());
    let declared = format!("xmlns:wp=\"{space}\" xmlns:excerpt=\"{space}excerpt/\" xmlns:dc=");
    let found = shown("a.xml", &feed.replacen("xmlns:dc=", &declared, 1));
    let titles: Vec<&str> = found[..3].iter().filter_map(|one| one.split('|').next()).collect();
    assert_eq!(titles, ["Quay", "About", "Review"]);
    assert_eq!(
        found[3..],
        [
            "a.xml#4:7: an attachment of a WordPress export, and no article",
            "a.xml#5:8: not published: a WordPress export has it as \"draft\"",
            "a.xml#6:9: an entry of a menu of a WordPress export, and no article",
            "a.xml#7:10: a part of the site's design of a WordPress export, and no article",
        ]
    );
}

#[test]
fn what_a_podcast_tells_its_directory_counts_where_there_is_nothing_else() {
    let own = "<itunes:title>Pier talk</itunes:title><itunes:subtitle>Short.</itunes:subtitle>\
               <itunes:summary>The pier, told.</itunes:summary>";
    let feed = rss(&format!(
        "<item><guid>1</guid>{own}</item>\n<item><guid>2</guid>{own}<title>Two</title><description>Told.</description></item>"
    ));
    let found = shown("a.rss", &feed);
    assert!(found[0].starts_with("1|Pier talk|The pier, told.|"), "{found:?}");
    assert!(found[1].starts_with("2|Two|Told.|"), "{found:?}");
}

/// It became one undated text of markup.
#[test]
fn a_feed_is_one_under_the_name_of_a_page_or_a_text() {
    let feed = rss("<item><guid>f</guid><title>Ferries</title></item>");
    for name in ["feed.html", "feed.txt", "feed.rss", "feed"] {
        assert_eq!(shown(name, &feed).len(), 1, "{name}");
        assert!(shown(name, &feed)[0].starts_with("f|Ferries|"), "{name}");
    }
    let page =
        "<!doctype html><html><head><title>Feeds</title></head><body><p>How to write an rss file.</p></body></html>";
    assert!(shown("page.html", page)[0].starts_with("page.html|Feeds|"));
}

#[test]
fn atom_is_read_with_its_kinds_of_content() {
    let feed = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
<title type="text">Hafen</title><updated>2024-05-02T00:00:00Z</updated><author><name>Ada</name></author>
<entry><id>tag:harbour.example,2024:1</id><title type="html">A &lt;em&gt;B&lt;/em&gt;</title>
 <link rel="enclosure" href="https://harbour.example/1.mp3"/><link href="https://harbour.example/1"/>
 <published>2024-04-30T23:30:00-05:00</published><updated>2024-05-02T00:00:00Z</updated>
 <summary>Short.</summary>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One &lt;two&gt;.</p><p>Three<br/>four.</p></div></content>
</entry>
<entry><id>2</id><title>x &lt;b&gt; y &rsquo;s</title><updated>2024-05-03T10:00:00Z</updated>
 <source><id>s</id><title>Kai</title><link href="https://kai.example"/></source><summary type="html">&lt;p&gt;Kurz.</summary></entry>
</feed>"#;
    let expected = [
        "tag:harbour.example,2024:1|A B|One <two>.\n\nThree\n\nfour.|2024-04-30|https://harbour.example/1|Hafen\
         |the day is as written there, in UTC it is 2024-05-01",
        "2|x <b> y ’s|Kurz.|-||Kai|metadata: only the date of a change is known, 2024-05-03",
    ];
    assert_eq!(shown("a.atom", feed), expected);
    let alone = &feed[feed.find("<entry>").unwrap()..feed.find("</entry>").unwrap() + 8];
    let alone = alone.replacen("<entry", "<entry xmlns='http://www.w3.org/2005/Atom'", 1);
    assert_eq!(shown("a.atom", &alone), [expected[0].replace("Hafen", "")]);
    let prefixed = feed.replace("<feed xmlns=", "<a:feed xmlns:a=").replace("</feed", "</a:feed");
    let names =
        ["entry", "title", "link", "published", "updated", "summary", "content", "id", "source", "author", "name"];
    let prefixed = names.iter().fold(prefixed, |text, name| {
        text.replace(&format!("<{name}"), &format!("<a:{name}")).replace(&format!("</{name}"), &format!("</a:{name}"))
    });
    assert!(prefixed.contains("<a:entry>"));
    // Recovery aside, a prefix makes no other feed; the bare name of an item is all that recovery looks for.
    assert_eq!(shown("a.atom", &prefixed), expected);
}

#[test]
fn rss_1_and_older_ones_are_read() {
    let rdf = r#"<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://harbour.example/rss"><title>Harbour</title><d:language>fr</d:language><items><rdf:Seq><rdf:li rdf:resource="x"/></rdf:Seq></items></channel>
<item rdf:about="https://harbour.example/1"><title>One</title><link>https://harbour.example/1</link><description>Deux.</description><d:date>2003-04-05T10:00:00+02:00</d:date></item>
</rdf:RDF>"#;
    let expected = "https://harbour.example/1|One|Deux.|2003-04-05|https://harbour.example/1|Harbour|";
    assert_eq!(shown("a.rdf", rdf), [expected]);
    assert_eq!(shown("noext", rdf), [expected]);
    let old = "<rss version=\"0.91\"><channel><title>Old</title><item><title>One</title></item></channel></rss>";
    assert_eq!(shown("a.xml", old), ["a.xml#1|One||-||Old|"]);
}

#[test]
fn json_feeds_are_read_whatever_their_name() {
    let feed = r#"{"version": "https:\/\/jsonfeed.org\/version\/1.1", "title": "Harbour", "items": [
 {"id": 7, "url": "https://harbour.example/7", "title": "Seven", "content_html": "<p>One.</p><p>Two.", "date_published": "2024-04-30T08:00:00Z"},
 {"id": "8", "external_url": "https://other.example/8", "content_text": "Text & <b>.", "date_modified": "2024-05-01", "x": NaN},
 {"id": "9"}], "author": {"name": "Ada"}}"#;
    for name in ["a.json", "a.feed", "noext"] {
        let expected = [
            "7|Seven|One.\n\nTwo.|2024-04-30|https://harbour.example/7|Harbour|".to_owned(),
            "8||Text & <b>.|-|https://other.example/8|Harbour|metadata: only the date of a change is known, 2024-05-01"
                .to_owned(),
            format!("{name}#3:4: neither a title nor a text in the item"),
        ];
        let mended = feed.replace("NaN", "null");
        assert_eq!(shown(name, &mended), expected);
        assert_eq!(shown(name, &feed.replace("NaN", "1")), expected);
    }
    // Python's NaN makes the whole no JSON; the items are read all the same, and so is what stands before them.
    assert_eq!(shown("a.feed", feed)[1].split('|').nth(5), Some("Harbour"));
    let torn = &feed[..feed.find("\"8\"").unwrap() + 2];
    let shown = shown("a.json", torn);
    assert_eq!(shown.len(), 2);
    assert!(shown[1].starts_with("a.json#2:3: not valid JSON: EOF"), "{shown:?}");
}

#[test]
fn rows_of_json_that_the_user_named_fields_of_are_no_feed() {
    let feed = r#"{"version":"https://jsonfeed.org/version/1","items":[{"id":"a","headline":"One"}]}"#;
    let fields =
        super::super::Fields { list: Some("items".into()), title: Some("headline".into()), ..Default::default() };
    let (documents, _) = read_file("a.json", feed, CorpusOptions { fields, ..CorpusOptions::default() });
    assert_eq!((documents[0].title.as_str(), documents[0].source.as_str()), ("One", "a.json#1.1"));
}

#[test]
fn a_broken_item_is_named_and_the_feed_is_not_lost() {
    let good = |n: u32| format!("<item><title>Good {n}</title></item>\n");
    for (broken, reason) in [
        ("<item><title>Open<link>x</link></item>\n", "not valid XML: ill-formed document: expected `</title>`"),
        ("<item><title>No end</title>\n", "the item is not closed before the next one begins"),
        ("<item><title>x</title><description><![CDATA[<p></description></item>\n", "not valid XML"),
        ("<item><title>x</title><!-- </item>\n", "not valid XML"),
        ("<item><link>https://harbour.example/</link></item>\n", "neither a title nor a text in the item"),
        ("<item><title>x</title><a b=\"></item>\n", "not valid XML"),
    ] {
        let shown = shown("a.rss", &rss(&format!("{}{broken}{}{}", good(1), good(2), good(3))));
        let titles: Vec<&str> = shown.iter().filter_map(|row| row.split('|').nth(1)).collect();
        assert_eq!(titles, ["Good 1", "Good 2", "Good 3"], "{broken} {shown:?}");
        assert!(shown[3].starts_with("a.rss#2:5: ") && shown[3].contains(reason), "{broken} {shown:?}");
    }
}

/// The bare `<` of a headline is no XML, and what the item says after it cannot be told from tags.
#[test]
fn a_bare_less_than_breaks_its_item_alone() {
    let shown = shown("a.rss", &rss("<item><title>a < b</title></item><item><title>Two & three</title></item>"));
    assert!(shown[0].contains("|Two & three|") && shown[1].starts_with("a.rss#1:4: not valid XML"), "{shown:?}");
}

#[test]
fn a_torn_feed_says_so() {
    let feed = rss("<item><title>One</title></item><item><title>Two</title></item>");
    let torn = |until: &str| shown("a.rss", &feed[..feed.find(until).unwrap()]);
    assert_eq!(torn("</channel>")[2], "a.rss:4: truncated: the file ends before the feed does");
    assert!(torn("Two")[1].starts_with("a.rss#2:4: not valid XML: the file ends"), "{:?}", torn("Two"));
    assert_eq!(shown("a.rss", &rss("")), ["a.rss:0: a feed without items"]);
}

#[test]
fn entities_are_never_expanded_and_nothing_is_fetched() {
    let bomb = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">\
                <!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    let feed = rss("<item><title>One &b; two</title><description>&x; there</description></item>");
    let feed = feed.replace("<rss", &format!("{bomb}<rss"));
    assert_eq!(shown("a.rss", &feed), ["a.rss#1|One &b; two|&x; there|-||The Harbour & Quay|"]);
}

#[test]
fn what_is_no_feed_is_told_by_its_root() {
    for (name, content, reason) in [
        ("a.xml", "<nitf><body/></nitf>", "XML that is no feed (its root is <nitf>)"),
        ("a.xml", "<opml/>", "a list of feeds"),
        ("a.xml", "<urlset><url/></urlset>", "a sitemap"),
        ("a.rss", "<!DOCTYPE html><html><body>404</body></html>", "a web page under the name of a feed"),
        ("a.atom", "no markup", "it holds no element"),
        ("a.rss", "{\"a\": 1}", "JSON that is no feed"),
        ("a.rss", "<rss", "not valid XML"),
    ] {
        let shown = shown(name, content);
        assert!(shown.len() == 1 && shown[0].contains(reason), "{name}: {shown:?}");
    }
    assert!(looks_like_xml(b"<!-- <rss is old --><feed xmlns='http://www.w3.org/2005/Atom'>"));
    assert!(!looks_like_xml(b"<html><body><p>Write <rss version='2.0'>"));
    assert!(!looks_like_xml(b"<!doctype html><title>Tags</title><script>var tag = '<feed>'</script>"));
    assert!(!looks_like_json(b"{\"title\": \"\\\"version\\\": \\\"https://jsonfeed.org/version/1\"}"));
}

#[test]
fn the_name_and_the_time_of_the_file_date_no_item() {
    let feed = rss("<item><title>One</title></item>");
    let options = CorpusOptions { use_file_times: true, ..CorpusOptions::default() };
    let (documents, _) = read_file("2024-05-02.xml", &feed, options);
    assert_eq!(documents[0].published, None);
}

#[test]
fn the_declared_encoding_is_taken() {
    let feed = rss("<item><title>Köln</title></item>").replace("\"1.0\"?>", "\"1.0\" encoding='iso-8859-1'?>");
    let bytes: Vec<u8> = feed.chars().map(|letter| letter as u8).collect();
    assert_eq!(read("a.xml", bytes).0[0].title, "Köln");
}

#[test]
fn items_that_swallow_the_rest_do_not_stall_the_reading() {
    let feed = rss(&"<item><!-- ".repeat(200_000));
    let (documents, skips) = read("a.rss", feed);
    assert!(documents.is_empty());
    assert!(skips.last().unwrap().reason.contains("not read"), "{:?}", skips.last());
}

proptest! {
    /// Whatever the bytes, reading ends without a panic, and says something.
    #[test]
    fn any_damage_is_survived(at in 0usize..600, with in "[<>&\"/a-z!\\[\\]-]{0,6}", name in "a\\.(rss|json)") {
        let feed = rss("<item><title>One</title><description>&lt;p&gt;x</description></item><item><title>Two</title></item>");
        let mut damaged = feed.clone();
        let at = (0..=at.min(feed.len())).rev().find(|&at| feed.is_char_boundary(at)).unwrap_or(0);
        damaged.insert_str(at, &with);
        let (documents, skips) = read(&name, &damaged);
        prop_assert!(!documents.is_empty() || !skips.is_empty());
    }
}
