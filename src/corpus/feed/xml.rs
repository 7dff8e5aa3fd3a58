//! Feeds in XML: RSS 0.9, 0.91 to 0.94, 1.0 and 2.0, Atom 0.3 and 1.0, with the elements of Dublin Core, Content and
//! Media RSS.

use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{QName, ResolveResult};

use super::entry::{Content, Entry};
use super::vocabulary::{ATOM_LINK, ENTRY, Field, ITEM, Name, Vocabulary, field_of, is_item, of_prefix, of_space};
use super::{About, Broken, Feed};
use crate::text::one_line;

/// The feed in a text; the reason if it is none.
pub(super) fn read(xml: &str) -> Result<Feed, String> {
    let mut walk = Walk::new(xml);
    walk.root()?;
    loop {
        match walk.step() {
            Ok(true) => {}
            Ok(false) => return Ok(walk.finish()),
            Err(error) => {
                if !walk.recover(&error) {
                    return Ok(walk.finish());
                }
            }
        }
    }
}

/// The walk through a feed, from one event to the next.
struct Walk<'x> {
    xml: &'x str,
    reader: NsReader<&'x [u8]>,
    /// Where the reader began: after damage a new one begins at the next item.
    base: usize,
    /// The namespace of the root, if it has one.
    own: Option<String>,
    is_atom: bool,
    /// The namespaces that the root declares, by prefix.
    prefixes: Vec<(String, String)>,
    /// The elements that are open, the root first.
    path: Vec<Name>,
    entry: Option<Entry>,
    /// How often damage was seen only at the end of the file.
    ran_out: u32,
    feed: Feed,
}

/// How often an item may swallow all that comes after it: each time the rest is read once more.
const MAX_RAN_OUT: u32 = 64;

/// Why the walk cannot go on.
type Error = String;

impl<'x> Walk<'x> {
    fn new(xml: &'x str) -> Walk<'x> {
        Walk {
            xml,
            reader: reader(xml),
            base: 0,
            own: None,
            is_atom: false,
            prefixes: Vec::new(),
            path: Vec::new(),
            entry: None,
            ran_out: 0,
            feed: Feed::default(),
        }
    }

    /// Goes to the root, and says why it is none of a feed.
    fn root(&mut self) -> Result<(), String> {
        loop {
            let (start, is_empty) = match self.reader.read_event() {
                Ok(Event::Start(start)) => (start, false),
                Ok(Event::Empty(start)) => (start, true),
                Ok(Event::Eof) => return Err("empty: it holds no element".to_owned()),
                Ok(_) => continue,
                Err(error) => return Err(format!("not valid XML: {error}")),
            };
            let local = start.local_name().into_inner().to_owned();
            if let Some(reason) = why_no_feed(&local) {
                return Err(reason);
            }
            self.is_atom = matches!(local.as_str(), "feed" | ENTRY);
            self.declare(&start);
            self.feed.about.language = attribute(&start, "xml:lang");
            match (is_empty, local == ENTRY) {
                (_, true) => self.begin(&start, is_empty),
                (false, _) => self.path.push((Vocabulary::Own, local)),
                (true, _) => {}
            }
            return Ok(());
        }
    }

    /// Remembers what the root declares.
    fn declare(&mut self, root: &BytesStart) {
        for found in root.attributes().with_checks(false).flatten() {
            let value = found.normalized_value(XmlVersion::Implicit1_0).unwrap_or_default().into_owned();
            match found.key.as_ref() {
                "xmlns" => self.own = Some(value),
                key => {
                    if let Some(prefix) = key.strip_prefix("xmlns:") {
                        self.prefixes.push((prefix.to_owned(), value));
                    }
                }
            }
        }
        // The items of RSS 1.0 are of the default namespace, the root itself is of RDF; a root with a prefix names its
        // own.
        if let Some(prefix) = root.name().prefix() {
            let bound =
                self.prefixes.iter().find(|(known, _)| known == prefix.as_ref()).map(|(_, space)| space.clone());
            self.own = self.own.take().or(bound);
        }
    }

    /// The next event; false at the end.
    fn step(&mut self) -> Result<bool, Error> {
        let event = self.reader.read_event().map_err(|error| error.to_string())?;
        match event {
            Event::Start(start) => self.open(&start, false)?,
            Event::Empty(start) => self.open(&start, true)?,
            Event::End(_) => self.close(),
            Event::Eof if self.entry.is_some() => return Err("the file ends in the middle of the item".to_owned()),
            Event::Eof => return Ok(false),
            _ => {}
        }
        Ok(true)
    }

    fn open(&mut self, start: &BytesStart, is_empty: bool) -> Result<(), Error> {
        let name = (self.vocabulary(start.name()), start.local_name().into_inner().to_owned());
        if is_item(&name) && !self.is_within_field() {
            self.begin(start, is_empty);
        } else if !self.field(&name, start, is_empty)? && !is_empty {
            self.path.push(name);
        }
        Ok(())
    }

    /// An item begins; one that was not closed is broken.
    fn begin(&mut self, start: &BytesStart, is_empty: bool) {
        if let Some(open) = self.entry.take() {
            let reason = "the item is not closed before the next one begins".to_owned();
            self.feed.items.push(Err(Broken { at: open.at, reason }));
        }
        let mut entry = Entry::new(self.position());
        attribute(start, "xml:lang").into_iter().for_each(|tag| entry.language(tag));
        attribute(start, "rdf:about").into_iter().for_each(|id| entry.id(1, id));
        if is_empty {
            self.feed.items.push(Ok(entry));
            return;
        }
        self.entry = Some(entry);
        self.path.push((Vocabulary::Own, ITEM.to_owned()));
    }

    fn close(&mut self) {
        let Some((vocabulary, name)) = self.path.pop() else { return };
        if vocabulary == Vocabulary::Own && name == ITEM {
            self.feed.items.extend(self.entry.take().map(Ok));
        }
    }

    /// Whether the walk is within an element of an item that holds others.
    fn is_within_field(&self) -> bool {
        self.entry.is_some() && self.path.last().is_none_or(|(_, name)| name != ITEM)
    }

    /// Reads an element that says something; false if it says nothing or holds others.
    fn field(&mut self, name: &Name, start: &BytesStart, is_empty: bool) -> Result<bool, Error> {
        let parent = self.path.last().map(|(_, parent)| parent.as_str()).unwrap_or_default();
        let Some(field) = field_of(self.is_atom, parent, self.entry.is_some(), name) else { return Ok(false) };
        let href = attribute(start, "href").filter(|_| is_alternate(start));
        let language = attribute(start, "xml:lang");
        let content =
            if is_empty { Content::Plain(String::new()) } else { self.value(kind_of(start, self.is_atom, name))? };
        let is_permalink = attribute(start, "isPermaLink").is_none_or(|value| value.trim() != "false");
        match &mut self.entry {
            None => self.feed.about.put(field, content),
            Some(entry) => {
                if let (Some(tag), Field::Text(_)) = (language, field) {
                    entry.language(tag);
                }
                let own_link = field == Field::Link(0) && start.local_name().as_ref() == "link";
                match (href, own_link && self.is_atom || field == ATOM_LINK) {
                    (Some(href), true) => entry.link(0, href),
                    (None, true) => {}
                    _ => put(entry, field, content, is_permalink),
                }
            }
        }
        Ok(true)
    }

    /// The content of the element that was just opened, up to its end.
    fn value(&mut self, kind: Kind) -> Result<Content, Error> {
        let mut value = String::new();
        let mut depth = 0u32;
        loop {
            match self.reader.read_event().map_err(|error| error.to_string())? {
                Event::Text(text) => kind.push(&mut value, &text.xml10_content()),
                Event::CData(data) => kind.push(&mut value, &data.xml10_content()),
                Event::GeneralRef(reference) => kind.push_reference(&mut value, &reference),
                Event::Start(start) => {
                    depth += 1;
                    push_tag(&mut value, start.local_name().into_inner());
                }
                Event::Empty(start) => push_tag(&mut value, start.local_name().into_inner()),
                Event::End(_) if depth == 0 => return Ok(kind.content(value)),
                Event::End(end) => {
                    depth -= 1;
                    push_tag(&mut value, &format!("/{}", end.local_name().into_inner()));
                }
                Event::Eof => return Err("the file ends in the middle of the item".to_owned()),
                _ => {}
            }
        }
    }

    fn position(&self) -> usize {
        let after = self.read_bytes(self.reader.buffer_position());
        memchr::memrchr(b'<', &self.xml.as_bytes()[..after]).unwrap_or(after)
    }

    /// After damage: the open item is broken, and the walk goes on at the next; false if there is none.
    fn recover(&mut self, error: &str) -> bool {
        let read = self.read_bytes(self.reader.buffer_position());
        let at = self.read_bytes(self.reader.error_position()).max(self.base);
        self.ran_out += u32::from(read == self.xml.len());
        let reason = format!("not valid XML: {error}");
        let from = match self.entry.take() {
            Some(entry) => {
                let from = entry.at + 1;
                self.feed.items.push(Err(Broken { at: entry.at, reason }));
                from
            }
            None => {
                self.feed.damage.get_or_insert(Broken { at, reason });
                at
            }
        };
        let Some(next) = next_item(self.xml, from) else {
            self.path.clear();
            return false;
        };
        if self.ran_out > MAX_RAN_OUT {
            let reason = "too much of it is not closed: the items from here on are not read".to_owned();
            self.feed.damage.get_or_insert(Broken { at: next, reason });
            return false;
        }
        self.path.truncate(self.path.iter().position(|(_, name)| name == ITEM).unwrap_or(self.path.len()));
        self.reader = reader(&self.xml[next..]);
        self.base = next;
        true
    }

    /// A place of the reader's in the whole text.
    fn read_bytes(&self, position: u64) -> usize {
        let read = usize::try_from(position).unwrap_or(usize::MAX);
        self.base.saturating_add(read).min(self.xml.len())
    }

    fn finish(mut self) -> Feed {
        // Nothing that could be missing is passed over in silence.
        if !self.path.is_empty() && self.feed.damage.is_none() {
            let reason = "truncated: the file ends before the feed does".to_owned();
            self.feed.damage = Some(Broken { at: self.xml.len(), reason });
        }
        self.feed
    }

    /// Whose the name of an element is.
    fn vocabulary(&self, name: QName) -> Vocabulary {
        let prefix = name.prefix().map(|prefix| prefix.into_inner().to_owned());
        let bound = match self.reader.resolver().resolve_element(name).0 {
            ResolveResult::Bound(space) => Some(space.into_inner().to_owned()),
            ResolveResult::Unbound | ResolveResult::Unknown(_) => None,
        };
        let declared = || {
            let found = self.prefixes.iter().find(|(known, _)| Some(known) == prefix.as_ref());
            found.map(|(_, space)| space.clone())
        };
        match (bound.or_else(declared), prefix) {
            (Some(space), None) if self.own.as_ref() == Some(&space) => Vocabulary::Own,
            (Some(space), _) => of_space(&space, self.own.as_deref(), self.is_atom),
            (None, None) => Vocabulary::Own,
            (None, Some(prefix)) => of_prefix(&prefix),
        }
    }
}

fn reader(xml: &str) -> NsReader<&[u8]> {
    let mut reader = NsReader::from_str(xml);
    let config = reader.config_mut();
    // A bare ampersand is what feeds get wrong most often, and harms nothing.
    config.allow_dangling_amp = true;
    // After damage the ends of the feed's own elements have no beginning.
    config.allow_unmatched_ends = true;
    reader
}

fn why_no_feed(root: &str) -> Option<String> {
    Some(match root {
        "rss" | "RDF" | "feed" | ENTRY => return None,
        "html" => "a web page under the name of a feed, perhaps of an error: call it .html to have it read".to_owned(),
        "opml" => "OPML, a list of feeds: save the feeds themselves".to_owned(),
        "urlset" | "sitemapindex" => "a sitemap, which holds addresses without texts".to_owned(),
        other => format!("XML that is no feed (its root is <{other}>): save its articles as HTML, text or JSONL"),
    })
}

fn put(entry: &mut Entry, field: Field, content: Content, is_permalink: bool) {
    let plain = |content: Content| one_line(&content.into_text().0);
    match field {
        Field::Title(rank) => entry.title(rank, content),
        Field::Text(rank) => entry.text(rank, content),
        Field::Link(rank) => entry.link(rank, plain(content)),
        Field::Publisher(rank) => entry.publisher(rank, plain(content)),
        Field::Language => entry.language(plain(content)),
        Field::Published(rank) => entry.published(rank, plain(content)),
        Field::Updated => entry.updated(plain(content)),
        Field::Sort => entry.sort(plain(content)),
        Field::Status => entry.status(plain(content)),
        Field::Id => {
            let id = plain(content);
            if is_permalink && id.starts_with("http") {
                entry.link(3, id.clone());
            }
            entry.id(0, id);
        }
    }
}

impl About {
    fn put(&mut self, field: Field, content: Content) {
        let place = match field {
            Field::Title(0) => &mut self.title,
            Field::Language => &mut self.language,
            _ => return,
        };
        let value = one_line(&content.into_text().0);
        if !value.is_empty() && (place.is_none() || field == Field::Language) {
            *place = Some(value);
        }
    }
}

/// How the content of an element is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Plain,
    /// Markup that is escaped, once, as text.
    Escaped,
    /// Markup as elements.
    Inline,
}

/// Atom says how it writes; RSS does not.
fn kind_of(start: &BytesStart, is_atom: bool, (vocabulary, _): &Name) -> Kind {
    let is_atoms = is_atom && *vocabulary == Vocabulary::Own || *vocabulary == Vocabulary::Atom;
    let stated = attribute(start, "type").unwrap_or_default().to_ascii_lowercase();
    match (is_atoms, stated.as_str()) {
        (false, _) => Kind::Escaped,
        // Atom 0.3 called it by its media type, and said in `mode` whether it is escaped.
        (true, "xhtml" | "application/xhtml+xml") if attribute(start, "mode").as_deref() != Some("escaped") => {
            Kind::Inline
        }
        (true, "html" | "text/html" | "application/xhtml+xml") => Kind::Escaped,
        (true, _) => Kind::Plain,
    }
}

impl Kind {
    fn push(self, value: &mut String, text: &str) {
        match self {
            Kind::Plain | Kind::Escaped => value.push_str(text),
            Kind::Inline => value.push_str(&quick_xml::escape::partial_escape(text)),
        }
    }

    /// A reference to a character is that character; any other is kept as it is written, as HTML knows more of them.
    /// What a document declares itself is never looked up.
    fn push_reference(self, value: &mut String, name: &quick_xml::events::BytesRef) {
        let resolved = match (name.resolve_char_ref(), name.as_ref()) {
            (Ok(Some(character)), _) => Some(character),
            (_, "lt") => Some('<'),
            (_, "gt") => Some('>'),
            (_, "amp") => Some('&'),
            (_, "quot") => Some('"'),
            (_, "apos") => Some('\''),
            _ => None,
        };
        match (self, resolved) {
            (_, Some(character)) => self.push(value, character.encode_utf8(&mut [0; 4])),
            (Kind::Plain, None) => value.push_str(&super::super::html::text_of_reference(name)),
            (_, None) => value.push_str(&format!("&{};", name.as_ref())),
        }
    }

    fn content(self, value: String) -> Content {
        match self {
            Kind::Plain => Content::Plain(value),
            Kind::Escaped | Kind::Inline => Content::Markup(value),
        }
    }
}

/// A tag of markup that stands in the feed as elements. Attributes hold no text.
fn push_tag(value: &mut String, name: &str) {
    value.push('<');
    value.push_str(name);
    value.push('>');
}

/// Whether a link is the article's own, not that of a picture, of comments or of the feed.
fn is_alternate(start: &BytesStart) -> bool {
    attribute(start, "rel").is_none_or(|rel| rel.trim() == "alternate")
}

fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = start.attributes().with_checks(false).clone();
    let found = attributes.find_map(|found| found.ok().filter(|found| found.key.as_ref() == name))?;
    let value = found.normalized_value(XmlVersion::Implicit1_0).map(|value| value.into_owned());
    Some(value.unwrap_or_else(|_| found.value.into_owned())).filter(|value| !value.trim().is_empty())
}

/// Where the next item begins, from a place on.
fn next_item(xml: &str, from: usize) -> Option<usize> {
    let bytes = xml.as_bytes();
    memchr::memchr_iter(b'<', bytes.get(from..)?).map(|at| from + at).find(|&at| {
        [&b"<item"[..], b"<entry"].iter().any(|tag| {
            bytes[at..].starts_with(tag)
                && bytes.get(at + tag.len()).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'>')
        })
    })
}
