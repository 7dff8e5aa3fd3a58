//! The host of a web address, and who published what it is the address of.

use std::borrow::Cow;

use super::Document;

/// The host as it is written, without a user's name and a port; none where there is no address.
pub(crate) fn host_of(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    Some(host.trim_end_matches('.')).filter(|host| !host.is_empty())
}

/// The publisher that a document states, else the host of its web address, without "www." and in small letters.
pub(crate) fn publisher_of(document: &Document) -> Option<Cow<'_, str>> {
    let stated = document.publisher.as_deref().map(str::trim).filter(|name| !name.is_empty());
    stated.map(Cow::Borrowed).or_else(|| document.url.as_deref().and_then(bare_host))
}

fn bare_host(url: &str) -> Option<Cow<'_, str>> {
    let host = host_of(url)?;
    let (www, rest) = host.split_at_checked(4).unwrap_or_default();
    let bare = if www.eq_ignore_ascii_case("www.") && !rest.is_empty() { rest } else { host };
    Some(match bare.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(bare.to_ascii_lowercase()),
        false => Cow::Borrowed(bare),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_stands_between_the_scheme_and_the_path() {
        for (url, host) in [
            ("https://www.example.co.uk/news/2017/06/13/a", Some("www.example.co.uk")),
            ("http://user@news.example.IQ:8080/?q=a.de", Some("news.example.IQ")),
            ("https://example.com.au.", Some("example.com.au")),
            ("https:///a", None),
            ("example.de/a", None),
            ("", None),
        ] {
            assert_eq!(host_of(url), host, "{url}");
        }
    }

    #[test]
    fn a_host_is_one_publisher_however_it_is_written() {
        for (url, publisher) in [
            ("https://WWW.Example.com/a", Some("example.com")),
            ("https://example.com:8080/b", Some("example.com")),
            ("https://user@example.com/b", Some("example.com")),
            ("https://www./b", Some("www")),
            ("no address", None),
        ] {
            assert_eq!(bare_host(url).as_deref(), publisher, "{url}");
        }
    }
}
