//! What lists point to: the identifiers of other registers.

use super::candidate::Candidate;

/// Prefixes of addresses and of compact names, with the short word that identifiers are written with.
const REGISTERS: &[(&str, &str)] = &[
    ("http://www.wikidata.org/entity/", "wd"),
    ("https://www.wikidata.org/entity/", "wd"),
    ("https://www.wikidata.org/wiki/", "wd"),
    ("http://www.wikidata.org/wiki/", "wd"),
    ("http://www.geonames.org/", "gn"),
    ("https://www.geonames.org/", "gn"),
    ("http://sws.geonames.org/", "gn"),
    ("https://sws.geonames.org/", "gn"),
    ("http://vocab.getty.edu/page/tgn/", "tgn"),
    ("http://vocab.getty.edu/tgn/", "tgn"),
    ("https://pleiades.stoa.org/places/", "pl"),
    ("http://viaf.org/viaf/", "viaf"),
    ("https://viaf.org/viaf/", "viaf"),
    ("http://d-nb.info/gnd/", "gnd"),
    ("https://d-nb.info/gnd/", "gnd"),
    ("http://id.loc.gov/authorities/subjects/", "loc"),
    ("http://dbpedia.org/resource/", "dbp"),
];

/// Adds an identifier of the same thing elsewhere to where it belongs.
pub(super) fn add(candidate: &mut Candidate, identifier: &str) {
    let compact = compact(identifier.trim());
    match compact.split_once(':') {
        Some(("wd", item)) if is_wikidata_item(item) && candidate.wikidata.is_none() => {
            candidate.wikidata = Some(item.to_owned());
        }
        Some(("gn", number)) if candidate.geonames.is_none() && number.parse::<u64>().is_ok() => {
            candidate.geonames = number.parse().ok();
        }
        _ if compact.is_empty() || candidate.same_as.contains(&compact) => {}
        _ => candidate.same_as.push(compact),
    }
}

/// The identifier as `register:number` where the register is known; as it is where not.
fn compact(identifier: &str) -> String {
    for (prefix, short) in REGISTERS {
        if let Some(rest) = identifier.strip_prefix(prefix) {
            let number = rest.split(['/', '#', '?']).next().unwrap_or_default();
            return format!("{short}:{number}");
        }
    }
    identifier.to_owned()
}

/// The address of a record, short: `tgn:7011944` of a known register, else without scheme and `www.`.
pub(super) fn short(address: &str) -> String {
    let address = address.trim();
    match wikidata_item(address) {
        Some(item) => format!("wikidata:{item}"),
        None => {
            let compact = compact(address);
            let rest = compact.split_once("://").map_or(compact.as_str(), |(_, rest)| rest);
            rest.strip_prefix("www.").unwrap_or(rest).to_owned()
        }
    }
}

/// What our own exports write before the id of an entity, where a format asks for an address.
const OWN: &str = "urn:dateline:entity:";

/// The id that one of our own exports has as an address.
pub(super) fn own_id(address: &str) -> Option<String> {
    let encoded = address.trim().strip_prefix(OWN)?;
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| first == b'%').and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok().filter(|id| !id.is_empty())
}

/// The item of an address or of a bare number with its Q.
pub(super) fn wikidata_item(text: &str) -> Option<&str> {
    let item = text.trim().trim_end_matches('/').rsplit('/').next()?;
    let item = item.strip_prefix("wd:").unwrap_or(item);
    is_wikidata_item(item).then_some(item)
}

pub(super) fn is_wikidata_item(text: &str) -> bool {
    text.strip_prefix('Q').is_some_and(|digits| {
        !digits.is_empty() && !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Longitude and latitude of well-known text, `POINT(43.1 36.3)`, in the order north, east.
pub(super) fn point(text: &str) -> Option<(f64, f64)> {
    let text = text.trim();
    let head = text.get(..5).filter(|head| head.eq_ignore_ascii_case("point"))?;
    let inner = text[head.len()..].trim().strip_prefix('(')?.strip_suffix(')')?;
    let mut numbers = inner.split_whitespace().map(str::parse::<f64>);
    let (lon, lat) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
    Some((lat, lon))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::import::candidate::At;

    #[test]
    fn identifiers_of_known_registers_are_short() {
        let mut candidate = Candidate::new(At::line(1), "x", "x");
        for identifier in [
            "https://www.wikidata.org/wiki/Q3838",
            "gn:99072",
            "http://vocab.getty.edu/page/tgn/1017270",
            "tgn:1017270",
            "https://example.org/place/7",
        ] {
            add(&mut candidate, identifier);
        }
        assert_eq!(candidate.wikidata.as_deref(), Some("Q3838"));
        assert_eq!(candidate.geonames, Some(99072));
        assert_eq!(candidate.same_as, ["tgn:1017270", "https://example.org/place/7"]);
        assert_eq!(wikidata_item("http://www.wikidata.org/entity/Q42"), Some("Q42"));
        assert_eq!(wikidata_item("Mosul"), None);
        for (address, expected) in [
            ("http://vocab.getty.edu/tgn/1017270", "tgn:1017270"),
            ("https://www.example.org/places/p_7", "example.org/places/p_7"),
            ("http://www.wikidata.org/entity/Q42", "wikidata:Q42"),
        ] {
            assert_eq!(short(address), expected);
        }
        assert_eq!(own_id("urn:dateline:entity:a%20b/%D9%82%"), Some("a b/ق%".to_owned()));
        assert_eq!(own_id("urn:other:a"), None);
        assert_eq!(point("Point(43.12 36.34)"), Some((36.34, 43.12)));
        assert_eq!(point("POLYGON ((1 2))"), None);
    }
}
