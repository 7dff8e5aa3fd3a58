//! Text in XML.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::format::refused;
use crate::Result;

/// Writes elements, two spaces a level.
pub(super) struct Xml<'o>(Writer<&'o mut (dyn Write + Send)>);

impl<'o> Xml<'o> {
    /// Begins a document.
    pub(super) fn new(out: &'o mut (dyn Write + Send)) -> Result<Xml<'o>> {
        let mut xml = Xml(Writer::new_with_indent(out, b' ', 2));
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        // By which a corpus knows that this is no article.
        xml.event(Event::Comment(BytesText::new(" Written by dateline ")))?;
        Ok(xml)
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<()> {
        self.event(Event::Start(start(name, attributes)))
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<()> {
        self.event(Event::Empty(start(name, attributes)))
    }

    /// Closes an element.
    pub(super) fn close(&mut self, name: &str) -> Result<()> {
        self.event(Event::End(BytesEnd::new(name)))
    }

    /// An element that holds text alone.
    pub(super) fn text(&mut self, name: &str, text: &str) -> Result<()> {
        self.open(name, &[])?;
        self.event(Event::Text(BytesText::new(&allowed(text))))?;
        self.close(name)
    }

    /// Ends the document.
    pub(super) fn finish(self) -> Result<()> {
        let out = self.0.into_inner();
        out.write_all(b"\n").and_then(|()| out.flush()).map_err(refused)
    }

    fn event(&mut self, event: Event<'_>) -> Result<()> {
        self.0.write_event(event).map_err(|cause: io::Error| refused(cause))
    }
}

fn start<'a>(name: &'a str, attributes: &[(&'a str, &str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, allowed(value).as_ref()));
    }
    start
}

/// A text without the characters that XML 1.0 has no way to write: control characters, and two that are none.
fn allowed(text: &str) -> Cow<'_, str> {
    let forbidden = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    if text.contains(forbidden) { text.replace(forbidden, "\u{fffd}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_control_characters_are_harmless() {
        let mut out = Vec::new();
        let mut xml = Xml::new(&mut out).unwrap();
        xml.open("a", &[("b", "\"<&>\u{1}'")]).unwrap();
        xml.text("c", "]]><script>\u{7}&amp;").unwrap();
        xml.close("a").unwrap();
        xml.finish().unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("b=\"&quot;&lt;&amp;&gt;\u{fffd}&apos;\""), "{text}");
        assert!(text.contains("]]&gt;&lt;script&gt;\u{fffd}&amp;amp;"), "{text}");
    }
}
