//! How the exports of well-known sources of news name their fields.
//!
//! The names are those of the sources' own documentation: Media Cloud's search export and the story lists of its
//! client, GDELT's DOC 2.0 interface (`mode=ArtList`), NewsAPI's endpoints `everything` and `top-headlines`, and what
//! `trafilatura --json` writes. A date on which somebody saw, indexed or downloaded an article (`seendate`,
//! `indexed_date`, `filedate`) is never taken for that of its publication, so it is in no list here.

use std::fmt;
use std::str::FromStr;

use super::options::FieldKind;
use crate::{Error, ErrorKind};

/// A source whose exports are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Preset {
    /// Media Cloud: CSV of a search, or the client's story lists as JSON.
    MediaCloud,
    /// GDELT's DOC 2.0 interface: lists of articles as JSON or CSV. It knows no date of publication.
    Gdelt,
    /// NewsAPI: answers as JSON. Its texts are cut off after 200 characters.
    NewsApi,
    /// trafilatura: JSON, an article a file or a line.
    Trafilatura,
}

impl Preset {
    /// All, in the order in which they are shown.
    pub const ALL: [Preset; 4] = [Preset::MediaCloud, Preset::Gdelt, Preset::NewsApi, Preset::Trafilatura];

    /// The word that stands for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Preset::MediaCloud => "mediacloud",
            Preset::Gdelt => "gdelt",
            Preset::NewsApi => "newsapi",
            Preset::Trafilatura => "trafilatura",
        }
    }

    /// The names that a field may have, the first that holds something counts; none if it has no such field.
    pub(super) fn names(self, kind: FieldKind) -> &'static [&'static str] {
        match (self, kind) {
            (Preset::MediaCloud, FieldKind::Id) => &["id", "stories_id"],
            (Preset::MediaCloud, FieldKind::Text) => &["text", "story_text"],
            (Preset::MediaCloud, FieldKind::Date) => &["publish_date"],
            (Preset::MediaCloud, FieldKind::Publisher) => &["media_name"],
            (Preset::Gdelt | Preset::NewsApi, FieldKind::Id) => &["url"],
            (Preset::Gdelt, FieldKind::Text | FieldKind::Date) => &[],
            (Preset::Gdelt, FieldKind::Publisher) => &["domain"],
            (Preset::NewsApi, FieldKind::Text) => &["content", "description"],
            (Preset::NewsApi, FieldKind::Date) => &["publishedAt"],
            (Preset::NewsApi, FieldKind::Publisher) => &["source.name"],
            (Preset::Trafilatura, FieldKind::Id) => &["id", "source", "url"],
            (Preset::Trafilatura, FieldKind::Text) => &["text", "raw_text"],
            (Preset::Trafilatura, FieldKind::Date) => &["date"],
            (Preset::Trafilatura, FieldKind::Url) => &["source", "url"],
            (Preset::Trafilatura, FieldKind::Publisher) => &["source-hostname", "sitename", "hostname"],
            (_, FieldKind::Title) => &["title"],
            (_, FieldKind::Url) => &["url"],
            (_, FieldKind::Language) => &["language"],
        }
    }

    /// The source whose exports have fields of these names, where a date of theirs would be taken for that of
    /// publication; none if they tell none.
    pub(super) fn of_fields(names: &[String]) -> Option<Preset> {
        let has = |wanted: &str| names.iter().any(|name| name.trim().eq_ignore_ascii_case(wanted));
        let is_gdelt = has("url") && has("title") && (has("seendate") || has("mobileurl") && has("date"));
        is_gdelt.then_some(Preset::Gdelt)
    }

    /// Why an article is none: its publisher took it away, and the source has nothing but a mark in its place.
    pub(super) fn why_none(self, title: &str, text: &str) -> Option<String> {
        const MARK: &str = "[Removed]";
        let gone = self == Preset::NewsApi && title.trim() == MARK && matches!(text.trim(), "" | MARK);
        gone.then(|| format!("{MARK}: its publisher took it away, and the source has no more of it"))
    }

    /// A text without what the source says of it: NewsAPI ends those that it cut off with `[+1234 chars]`.
    pub(super) fn own_text(self, text: &str) -> &str {
        let cut = || {
            let (own, count) = text.trim_end().strip_suffix(" chars]")?.rsplit_once("[+")?;
            count.bytes().all(|byte| byte.is_ascii_digit()).then(|| own.trim_end())
        };
        (self == Preset::NewsApi).then(cut).flatten().unwrap_or(text)
    }

    /// The key whose value is the list of articles.
    pub(super) fn list(self) -> Option<&'static str> {
        matches!(self, Preset::Gdelt | Preset::NewsApi).then_some("articles")
    }
}

impl fmt::Display for Preset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Preset {
    type Err = Error;
    fn from_str(text: &str) -> crate::Result<Preset> {
        Preset::ALL.into_iter().find(|preset| preset.name() == text).ok_or_else(|| {
            Error::new(ErrorKind::Usage, format!("{text:?} is not a preset"))
                .help("one of mediacloud, gdelt, newsapi, trafilatura")
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;
    use crate::corpus::{Corpus, CorpusOptions, Fields, Item};

    /// Id, title, text, day, address and publisher of each document; a skip's place and reason.
    fn read(fields: Fields, name: &str, content: &str) -> Vec<String> {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join(name), content).unwrap();
        let options = CorpusOptions { fields, ..CorpusOptions::default() };
        let corpus = Corpus::open(&[folder.path().to_path_buf()], options).unwrap();
        let shown = |item| match item {
            Item::Skip(skip) => format!("{}: {}", skip.source, skip.reason),
            Item::Document(found) => {
                let day = found.published.map_or_else(|| "-".to_owned(), |date| date.span.to_string());
                let cells = [found.id, found.title, found.text, day, found.publisher.unwrap_or_default(), found.source];
                cells.join("|")
            }
        };
        corpus.blocks().flat_map(|block| block.items(&corpus)).map(shown).collect()
    }

    fn preset(preset: Preset) -> Fields {
        Fields { preset: Some(preset), ..Fields::default() }
    }

    #[test]
    fn exports_are_read_by_their_preset() {
        for (source, name, content, expected) in [
            (
                Preset::MediaCloud,
                "stories.csv",
                "id,indexed_date,language,media_name,media_url,publish_date,title,url\n\
                 9f,2024-05-02 10:00:00,en,The Harbour,harbour.example,2024-04-30,Ferries are back,https://harbour.example/f\n",
                "9f|Ferries are back||2024-04-30|The Harbour|stories.csv#2",
            ),
            (
                Preset::Gdelt,
                "list.json",
                "{\"articles\": [{\"url\": \"https://harbour.example/f\", \"title\": \"Ferries are back\", \
                 \"seendate\": \"20240502T101500Z\", \"domain\": \"harbour.example\", \"language\": \"English\"}]}",
                "https://harbour.example/f|Ferries are back||-|harbour.example|list.json#1.1",
            ),
            (
                Preset::Gdelt,
                "list.csv",
                "\u{FEFF}URL,MobileURL,Date,Title\nhttps://harbour.example/f,,2024-05-02 10:15:00,Ferries are back\n",
                "https://harbour.example/f|Ferries are back||-||list.csv#2",
            ),
            (
                Preset::NewsApi,
                "answer.json",
                "{\"status\":\"ok\",\"totalResults\":1,\"articles\":[{\"source\":{\"id\":null,\"name\":\"The Harbour\"},\
                 \"title\":\"Ferries are back\",\"description\":\"They sail.\",\"url\":\"https://harbour.example/f\",\
                 \"publishedAt\":\"2024-04-30T08:00:00Z\",\"content\":null}]}",
                "https://harbour.example/f|Ferries are back|They sail.|2024-04-30|The Harbour|answer.json#1.1",
            ),
            (
                Preset::Trafilatura,
                "f.json",
                "{\"title\":\"Ferries are back\",\"hostname\":\"harbour.example\",\"date\":\"2024-04-30\",\"id\":null,\
                 \"filedate\":\"2024-05-02\",\"source\":\"https://harbour.example/f\",\"source-hostname\":\"The Harbour\",\
                 \"text\":\"They sail.\",\"comments\":\"\"}",
                "https://harbour.example/f|Ferries are back|They sail.|2024-04-30|The Harbour|f.json#1",
            ),
        ] {
            assert_eq!(read(preset(source), name, content), [expected], "{source} {name}");
        }
    }

    /// GDELT's day was taken for that of publication, and where it was not, the advice was to name it as such.
    #[test]
    fn a_list_of_gdelts_is_known_without_its_preset_and_dates_nothing() {
        let table = "URL,MobileURL,Date,Title\nhttps://harbour.example/f,,2024-05-02 10:15:00,Ferries are back\n";
        let list = "[{\"url\": \"https://harbour.example/f\", \"title\": \"Ferries are back\", \"seendate\": \"20240502T101500Z\"}]";
        let told = |name: &str, content: &str, fields: Fields| {
            let folder = TempDir::new().unwrap();
            fs::write(folder.path().join(name), content).unwrap();
            let options = CorpusOptions { fields, ..CorpusOptions::default() };
            let corpus = Corpus::open(&[folder.path().to_path_buf()], options).unwrap();
            let items: Vec<Item> = corpus.blocks().flat_map(|block| block.items(&corpus)).collect();
            let Item::Document(found) = &items[0] else { panic!("{items:?}") };
            (found.published.map(|date| date.span.to_string()), corpus.field_notes())
        };
        for (name, content) in [("l.csv", table), ("l.json", list)] {
            let (day, notes) = told(name, content, Fields::default());
            assert_eq!((day, notes.len()), (None, 1), "{notes:?}");
            assert!(notes[0].starts_with("1 row is of GDELT's lists of articles"), "{notes:?}");
            assert!(notes[0].ends_with("--preset gdelt reads its lists"), "{notes:?}");
            assert_eq!(told(name, content, preset(Preset::Gdelt)), (None, vec![]));
        }
        let named = Fields { date: Some("Date".into()), ..Fields::default() };
        assert_eq!(told("l.csv", table, named).0.as_deref(), Some("2024-05-02"));
        let other = "URL,Date,Title\nhttps://harbour.example/f,2024-05-02,Ferries are back\n";
        assert_eq!(told("l.csv", other, Fields::default()).0.as_deref(), Some("2024-05-02"));
    }

    #[test]
    fn a_field_that_the_user_names_beats_the_preset() {
        let fields = Fields { date: Some("seen.at".into()), list: Some("news".into()), ..preset(Preset::NewsApi) };
        let content =
            "{\"news\": [{\"title\": \"One\", \"url\": \"a\", \"seen\": {\"at\": \"2024-01-02\"}}, {\"x\": 1}]}";
        let expected = "n.json#1.2: the row has no list \"news\", and no field \"content\", \"description\" or \"title\"; fields here: x";
        assert_eq!(read(fields, "n.json", content), ["a|One||2024-01-02||n.json#1.1", expected]);
    }

    /// "\'", which GDELT writes, lost the whole answer.
    #[test]
    fn a_broken_article_is_mended_or_skipped_and_the_others_are_read() {
        let content = "{\"status\": \"ok\", \"articles\": [\n\
             {\"url\": \"a\", \"title\": \"The port\\'s cranes\"},\n\
             {\"url\": \"b\", \"title\": \"Torn\", x},\n\
             {\"url\": \"c\", \"title\": \"Bridges]\"}\n], \"more\": {\"title\": \"none\"}}\n";
        let read = read(preset(Preset::Gdelt), "n.json", content);
        assert_eq!(read[..1], ["a|The port's cranes||-||n.json#1.1"]);
        assert!(read[1].starts_with("n.json#1.2: not valid JSON: key must be a string (column "), "{read:?}");
        assert_eq!(read[2..], ["c|Bridges]||-||n.json#1.3"]);
    }

    #[test]
    fn what_newsapi_says_of_an_article_is_none_of_its_text() {
        let article = |title: &str, content: &str| format!("{{\"title\": \"{title}\", \"content\": \"{content}\"}}");
        let content = format!(
            "{{\"articles\": [{}, {}, {}]}}",
            article("[Removed]", "[Removed]"),
            article("Ferries are back", "They sail ag… [+1234 chars]"),
            article("A dock", "It holds [+12 chars] of rope.")
        );
        assert_eq!(
            read(preset(Preset::NewsApi), "n.json", &content),
            [
                "n.json#1.1: [Removed]: its publisher took it away, and the source has no more of it",
                "n.json#1.2|Ferries are back|They sail ag…|-||n.json#1.2",
                "n.json#1.3|A dock|It holds [+12 chars] of rope.|-||n.json#1.3",
            ]
        );
    }

    #[test]
    fn a_list_of_articles_may_stand_alone_or_be_none() {
        let article = "{\"title\": \"One\", \"url\": \"a\"}";
        for (content, expected) in [
            (format!("[{article}]"), "a|One||-||n.json#1"),
            ("{\"articles\": 7}".to_owned(), "n.json#1: its field \"articles\" is no list"),
        ] {
            assert_eq!(read(preset(Preset::Gdelt), "n.json", &content), [expected]);
        }
    }
}
