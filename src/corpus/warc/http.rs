//! The head of a server's answer, by the crate `httparse`.

use super::payload::Coding;

/// An answer with more fields is not read: servers send some thirty.
const MAX_FIELDS: usize = 256;

/// What is wanted of an answer's head.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// In small letters.
    pub(super) media_type: String,
    /// In the order in which they are to be undone.
    pub(super) codings: Vec<Coding>,
    /// Where the content begins.
    pub(super) head_bytes: usize,
}

/// Lets an answer's first line name the version that `httparse` knows. Crawlers write what their client says, `HTTP/2
/// 200` or `HTTP/3`, before a head that is one of HTTP/1.1 all the same (warcio reads it so, too).
pub(super) fn name_version_one(bytes: &mut Vec<u8>) {
    let Some(rest) = bytes.strip_prefix(b"HTTP/") else { return };
    let version = rest.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
    if (1..=3).contains(&version) && rest.get(version) == Some(&b' ') && !rest.starts_with(b"1.") {
        bytes.splice(..b"HTTP/".len() + version, *b"HTTP/1.1");
    }
}

pub(super) fn answer(bytes: &[u8]) -> Result<Answer, String> {
    let mut fields = [httparse::EMPTY_HEADER; MAX_FIELDS];
    let mut response = httparse::Response::new(&mut fields);
    let mut config = httparse::ParserConfig::default();
    // Servers are what they are: a field that no standard allows costs the field and not the page.
    config
        .ignore_invalid_headers_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .allow_spaces_after_header_name_in_responses(true);
    let head_bytes = match config.parse_response(&mut response, bytes) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Err("the server's answer ends within its head".to_owned()),
        Err(error) => return Err(format!("the head of the server's answer cannot be read: {error}")),
    };
    let field = |name: &str| {
        let found = response.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(found.value).trim().to_ascii_lowercase())
    };
    let transfer = field("transfer-encoding").unwrap_or_default();
    let content = field("content-encoding").unwrap_or_default();
    Ok(Answer {
        status: response.code.unwrap_or(0),
        media_type: field("content-type").unwrap_or_default(),
        codings: Coding::named(&transfer).chain(Coding::named(&content)).collect(),
        head_bytes,
    })
}

/// The encoding of the text that a media type states: `text/html; charset=utf-8`.
pub(super) fn charset(media_type: &str) -> Option<String> {
    let (_, rest) = media_type.split_once("charset=")?;
    let label = rest.split(';').next()?.trim().trim_matches(['"', '\'']);
    (!label.is_empty()).then(|| label.to_owned())
}
