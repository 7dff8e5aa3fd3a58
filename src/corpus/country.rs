//! The country of a source, by its web address.

/// Endings of countries that anybody takes, whatever country he is in.
const TAKEN_BY_ALL: [&str; 16] =
    ["ac", "ai", "cc", "co", "eu", "fm", "gg", "io", "la", "me", "nu", "sh", "st", "to", "tv", "ws"];

/// The country (ISO 3166-1 alpha-2) whose ending the host of a web address has; none where that is nobody's ("com"), or
/// everybody's ("tv").
pub(super) fn of_address(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    let (_, ending) = host.trim_end_matches('.').rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    let of_two_letters = ending.len() == 2 && ending.bytes().all(|byte| byte.is_ascii_lowercase());
    match ending.as_str() {
        // Britain's own ending is not its code.
        "uk" => Some("GB".to_owned()),
        _ if of_two_letters && !TAKEN_BY_ALL.contains(&ending.as_str()) => Some(ending.to_ascii_uppercase()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_of_countries_tell_and_those_of_everybody_do_not() {
        for (url, country) in [
            ("https://www.example.co.uk/news/2017/06/13/a", Some("GB")),
            ("http://user@news.example.IQ:8080/?q=a.de", Some("IQ")),
            ("https://example.com.au.", Some("AU")),
            ("https://example.com/at.de", None),
            ("https://example.tv/", None),
            ("https://example.eu/", None),
            ("https://127.0.0.1/", None),
            ("https://localhost/", None),
            ("example.de/a", None),
            ("", None),
        ] {
            assert_eq!(of_address(url).as_deref(), country, "{url}");
        }
    }
}
