//! What the elements of feeds are called, and what each tells.

/// The vocabulary that an element's name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// That of the feed's root: RSS or Atom itself.
    Own,
    Atom,
    Content,
    DublinCore,
    Media,
    /// What podcasts say to the directory that lists them.
    Podcast,
    /// What WordPress says in its exports, which are RSS.
    WordPress,
    Other,
}

/// An element that is open: whose it is and what it is called.
pub(super) type Name = (Vocabulary, String);

/// What an item is called in the path.
pub(super) const ITEM: &str = "item";

/// What an item is called in Atom, where it may also be a file by itself.
pub(super) const ENTRY: &str = "entry";

pub(super) fn is_item((vocabulary, name): &Name) -> bool {
    *vocabulary == Vocabulary::Own && matches!(name.as_str(), ITEM | ENTRY)
}

pub(super) fn of_space(space: &str, own: Option<&str>, is_atom: bool) -> Vocabulary {
    match space.trim_end_matches(['/', '#']) {
        "http://www.w3.org/2005/Atom" | "http://purl.org/atom/ns" if is_atom => Vocabulary::Own,
        "http://www.w3.org/2005/Atom" | "http://purl.org/atom/ns" => Vocabulary::Atom,
        "http://purl.org/rss/1.0/modules/content" => Vocabulary::Content,
        "http://purl.org/dc/elements/1.1" | "http://purl.org/dc/terms" | "http://purl.org/dc/elements/1.0" => {
            Vocabulary::DublinCore
        }
        "http://search.yahoo.com/mrss" => Vocabulary::Media,
        "http://www.itunes.com/dtds/podcast-1.0.dtd" => Vocabulary::Podcast,
        space if space.starts_with("http://wordpress.org/export/1.") && !space.ends_with("excerpt") => {
            Vocabulary::WordPress
        }
        _ if own == Some(space) => Vocabulary::Own,
        _ => Vocabulary::Other,
    }
}

/// Prefixes that are used without being declared.
pub(super) fn of_prefix(prefix: &str) -> Vocabulary {
    match prefix {
        "atom" => Vocabulary::Atom,
        "content" => Vocabulary::Content,
        "dc" | "dcterms" => Vocabulary::DublinCore,
        "media" => Vocabulary::Media,
        "itunes" => Vocabulary::Podcast,
        "wp" => Vocabulary::WordPress,
        _ => Vocabulary::Other,
    }
}

/// What an element tells, with the rank that its value has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    Title(u8),
    Text(u8),
    Link(u8),
    Publisher(u8),
    Language,
    Published(u8),
    Updated,
    /// Of what sort an item of WordPress's is: `post`, `attachment`.
    Sort,
    /// Whether it was published: `publish`, `draft`.
    Status,
}

/// A link of Atom's within RSS: the address is an attribute.
pub(super) const ATOM_LINK: Field = Field::Link(1);

pub(super) fn field_of(is_atom: bool, parent: &str, in_item: bool, (vocabulary, name): &Name) -> Option<Field> {
    let is_member = match in_item {
        true => parent == ITEM,
        false => matches!(parent, "channel" | "feed"),
    };
    let name = name.as_str();
    match (vocabulary, name) {
        (Vocabulary::Media, "description") if in_item => Some(Field::Text(4)),
        (Vocabulary::Own, "title") if is_atom && in_item && parent == "source" => Some(Field::Publisher(0)),
        _ if !is_member => None,
        (Vocabulary::Own, _) if is_atom => atom_field(name, 0),
        (Vocabulary::Own, "title") => Some(Field::Title(0)),
        (Vocabulary::Own, "description") => Some(Field::Text(1)),
        (Vocabulary::Own, "link") => Some(Field::Link(0)),
        (Vocabulary::Own, "guid") => Some(Field::Id),
        (Vocabulary::Own, "pubDate") => Some(Field::Published(0)),
        (Vocabulary::Own, "source") => Some(Field::Publisher(0)),
        (Vocabulary::Own, "language") => Some(Field::Language),
        (Vocabulary::Content, "encoded") => Some(Field::Text(0)),
        (Vocabulary::DublinCore, "title") => Some(Field::Title(2)),
        (Vocabulary::DublinCore, "description") => Some(Field::Text(3)),
        (Vocabulary::DublinCore, "publisher") => Some(Field::Publisher(2)),
        (Vocabulary::DublinCore, "language") => Some(Field::Language),
        (Vocabulary::DublinCore, "date" | "issued" | "available") => Some(Field::Published(1)),
        (Vocabulary::DublinCore, "modified") => Some(Field::Updated),
        (Vocabulary::Podcast, "title") => Some(Field::Title(3)),
        (Vocabulary::Podcast, "summary") => Some(Field::Text(5)),
        (Vocabulary::Podcast, "subtitle") => Some(Field::Text(6)),
        (Vocabulary::WordPress, "post_type") => Some(Field::Sort),
        (Vocabulary::WordPress, "status") => Some(Field::Status),
        (Vocabulary::Atom, "link") => Some(ATOM_LINK),
        (Vocabulary::Atom, _) => atom_field(name, 1),
        // What a service that counts readers put in the place of the article's own address.
        (Vocabulary::Other, "origLink") => Some(Field::Link(0)),
        _ => None,
    }
}

fn atom_field(name: &str, rank: u8) -> Option<Field> {
    Some(match name {
        "title" => Field::Title(rank),
        "id" => Field::Id,
        "link" => Field::Link(rank),
        "content" => Field::Text(rank),
        "summary" => Field::Text(rank + 1),
        "published" | "issued" => Field::Published(rank),
        "updated" | "modified" => Field::Updated,
        _ => return None,
    })
}
