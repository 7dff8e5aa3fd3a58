//! The host of a web address.

/// The host as it is written, without a user's name and a port; none where there is no address.
pub(crate) fn host_of(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    Some(host.trim_end_matches('.')).filter(|host| !host.is_empty())
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
}
