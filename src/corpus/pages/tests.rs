use super::*;
use crate::calendar::Span;
use crate::corpus::{DateSource, Publication};

/// A paragraph of enough words to be an article, about something.
fn prose(about: &str) -> String {
    format!("{} of it.", format!("{about} was in the news again today and people spoke of nothing else ").repeat(4))
}

fn page(text: &str) -> Document {
    Document {
        id: "page.txt".into(),
        source: "page.txt".into(),
        title: String::new(),
        text: text.into(),
        url: None,
        publisher: None,
        country: None,
        published: None,
        yearless: None,
        language: None,
        note: None,
        feed_item: false,
    }
}

fn parts(page: Document) -> Vec<Document> {
    let document = |item| match item {
        Item::Document(document) => document,
        Item::Skip(skip) => panic!("{skip:?}"),
    };
    split(Item::Document(page), &CorpusOptions::default()).into_iter().map(document).collect()
}

#[test]
fn articles_begin_at_headings_over_published_lines() {
    let text = format!(
        "Menu\n\nLatest\n\nThe dam at Lakeside holds for now\n\nEngineers doubt that it will hold.\n\nAnn Smith\n\n\
         Published\n\non\n\n822 Views\n\n{}\n\nLike this? Tell your friends about it\n\nLatest\n\n\
         Harbour workers walk out “for good”\n\nPublished\n\non\n\n5 May 2018\n\n{}\n\nLike this? Tell your friends about it\n",
        prose("The dam"),
        prose("The harbour"),
    );
    let found = parts(page(&text));
    assert_eq!(found.len(), 2);
    let (dam, harbour) = (&found[0], &found[1]);
    assert_eq!((dam.id.as_str(), dam.title.as_str()), ("page.txt", "The dam at Lakeside holds for now"));
    assert_eq!((harbour.id.as_str(), harbour.title.as_str()), ("page.txt#p2", "Harbour workers walk out “for good”"));
    assert_eq!(dam.published, None);
    assert_eq!(harbour.published.unwrap().span.to_string(), "2018-05-05");
    assert!(dam.text.contains("Engineers") && dam.text.trim_end().ends_with("Latest"), "{}", dam.text);
    assert!(text.contains(&dam.text) && text.contains(&harbour.text));
    assert!(dam.note.as_deref().unwrap().contains("2 words of menu"), "{:?}", dam.note);
}

#[test]
fn the_date_of_a_page_is_that_of_its_first_article_alone() {
    let article = |title: &str, about| format!("{title}\nBy Jane Doe\n{}\n", prose(about));
    let text = article("Storm closes the northern road", "The storm") + &article("Fish prices fall again", "The fish");
    let published = Some(Publication { span: "2017".parse::<Span>().unwrap(), from: DateSource::Url });
    let found = parts(Document { published, ..page(&text) });
    assert_eq!(found.iter().map(|part| part.published).collect::<Vec<_>>(), [published, None]);
}

#[test]
fn single_articles_stay_whole() {
    let story = prose("The storm");
    for (what, text) in [
        ("no marker", format!("Storm closes the northern road\n\n{story}\n\n{story}")),
        ("one marker", format!("Storm closes the northern road\nPublished on 5 May 2018\n{story}\n{story}")),
        (
            "published and byline",
            format!("Storm closes the northern road\nBy Jane Doe\nPublished on 5 May 2018\n{story}\n{story}"),
        ),
        (
            "comments",
            format!(
                "Storm closes the northern road\nPublished on 5 May 2018\n{story}\nJane Doe\nMay 6, 2018\n{story}\n\
                 John Roe\nMay 7, 2018\n{story}"
            ),
        ),
        (
            "teasers",
            format!(
                "Storm closes the northern road\nBy Jane Doe\n{story}\nFish prices fall again this week\nBy John Roe\n\
                 Nobody wants fish.\nHarbour workers walk out at last\nBy Ann Smith\nRead on here."
            ),
        ),
        ("closing byline", format!("Storm closes the northern road\n{story}\nBy Jane Doe\n{story}")),
        (
            "a chronology",
            format!("The war in dates\nBy Jane Doe\n5 May 2018\nThe first town falls\n{story}\n6 May 2018\n{story}"),
        ),
    ] {
        assert_eq!(parts(page(&text)).len(), 1, "{what}");
    }
}

#[test]
fn what_stands_above_the_first_head_is_kept_if_it_is_an_article() {
    let story = prose("The storm");
    let text = format!(
        "{story}\n\nFish prices fall again this week\nBy John Roe\n{story}\n\nHarbour workers walk out\nBy Ann Smith\n{story}"
    );
    let titled = Document { title: "Storm closes the road".into(), ..page(&text) };
    let titles: Vec<String> = parts(titled).into_iter().map(|part| part.title).collect();
    assert_eq!(titles, ["Storm closes the road", "Fish prices fall again this week", "Harbour workers walk out"]);
}
