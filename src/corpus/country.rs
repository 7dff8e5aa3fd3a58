//! The country of a source, by its web address.

use super::host::host_of;

/// Endings of countries that anybody takes, whatever country he is in.
const TAKEN_BY_ALL: [&str; 19] =
    ["ac", "ai", "cc", "co", "eu", "fm", "gg", "im", "io", "la", "me", "ms", "nu", "sh", "st", "to", "tv", "vc", "ws"];

/// Hosts of pages from everywhere, whose ending only makes a word or keeps them short, while a country's own papers
/// have it too.
const OF_ALL: [&str; 8] = ["archive.is", "bit.ly", "buff.ly", "goo.gl", "instagr.am", "ow.ly", "trib.al", "youtu.be"];

/// The country (ISO 3166-1 alpha-2) whose ending the host of a web address has; none where that is nobody's ("com"), or
/// everybody's ("tv").
pub(super) fn of_address(url: &str) -> Option<String> {
    let host = host_of(url)?.to_ascii_lowercase();
    let (_, ending) = host.rsplit_once('.')?;
    let of_two_letters = ending.len() == 2 && ending.bytes().all(|byte| byte.is_ascii_lowercase());
    match ending {
        // Britain's own ending is not its code.
        "uk" => Some("GB".to_owned()),
        _ if OF_ALL.contains(&host.trim_start_matches("www.")) || TAKEN_BY_ALL.contains(&ending) => None,
        _ => of_two_letters.then(|| ending.to_ascii_uppercase()),
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
            ("https://news.example.am/1", Some("AM")),
            ("https://youtu.be/x", None),
            ("https://www.bit.ly/x", None),
            ("https://observer.example.ly/x", Some("LY")),
            ("https://127.0.0.1/", None),
            ("https://localhost/", None),
            ("example.de/a", None),
            ("", None),
        ] {
            assert_eq!(of_address(url).as_deref(), country, "{url}");
        }
    }
}
