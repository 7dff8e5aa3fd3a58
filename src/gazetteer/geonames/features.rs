//! GeoNames' feature classes and codes.

/// Whether a selection takes a feature. An item is a class, a code, or both with a point between.
pub(super) fn selected(selection: &[String], class: &str, code: &str) -> bool {
    if selection.is_empty() {
        return matches!(class, "A" | "P");
    }
    selection.iter().any(|item| takes(item, class, code))
}

/// Whether one item of a selection takes a feature.
pub(super) fn takes(item: &str, class: &str, code: &str) -> bool {
    match item.split_once('.') {
        Some((of_class, of_code)) => of_class.eq_ignore_ascii_case(class) && of_code.eq_ignore_ascii_case(code),
        None => item.eq_ignore_ascii_case(class) || item.eq_ignore_ascii_case(code),
    }
}

/// Codes and what they stand for, sorted by code; from GeoNames' list of feature codes.
const CODES: &[(&str, &str)] = &[
    ("ADM1", "first-order division"),
    ("ADM1H", "former first-order division"),
    ("ADM2", "second-order division"),
    ("ADM2H", "former second-order division"),
    ("ADM3", "third-order division"),
    ("ADM4", "fourth-order division"),
    ("ADM5", "fifth-order division"),
    ("ADMD", "division"),
    ("AIRP", "airport"),
    ("BAY", "bay"),
    ("CAPE", "cape"),
    ("DAM", "dam"),
    ("DSRT", "desert"),
    ("GULF", "gulf"),
    ("HBR", "harbour"),
    ("ISL", "island"),
    ("ISLS", "islands"),
    ("LK", "lake"),
    ("LKS", "lakes"),
    ("MT", "mountain"),
    ("MTS", "mountains"),
    ("OCN", "ocean"),
    ("PASS", "pass"),
    ("PCL", "political entity"),
    ("PCLD", "dependent territory"),
    ("PCLF", "freely associated state"),
    ("PCLH", "former country"),
    ("PCLI", "country"),
    ("PCLIX", "part of a country"),
    ("PCLS", "semi-independent country"),
    ("PPL", "populated place"),
    ("PPLA", "first-order division seat"),
    ("PPLA2", "second-order division seat"),
    ("PPLA3", "third-order division seat"),
    ("PPLA4", "fourth-order division seat"),
    ("PPLA5", "fifth-order division seat"),
    ("PPLC", "capital"),
    ("PPLCH", "former capital"),
    ("PPLF", "farm village"),
    ("PPLG", "seat of government"),
    ("PPLH", "former populated place"),
    ("PPLL", "populated locality"),
    ("PPLQ", "abandoned populated place"),
    ("PPLR", "religious populated place"),
    ("PPLS", "populated places"),
    ("PPLW", "destroyed populated place"),
    ("PPLX", "part of a populated place"),
    ("PRSH", "parish"),
    ("PRT", "port"),
    ("RGN", "region"),
    ("RSV", "reservoir"),
    ("RSVT", "reservoir"),
    ("SEA", "sea"),
    ("STLMT", "settlement"),
    ("STM", "stream"),
    ("STRT", "strait"),
    ("TERR", "territory"),
    ("VAL", "valley"),
    ("ZN", "zone"),
];

/// What a feature is, in words; its code in small letters where the table has none.
pub(super) fn class_name(class: &str, code: &str) -> String {
    match CODES.binary_search_by(|(known, _)| (*known).cmp(code)) {
        Ok(index) => CODES[index].1.to_owned(),
        Err(_) if !code.is_empty() => code.to_ascii_lowercase(),
        Err(_) if class == "P" => "populated place".to_owned(),
        Err(_) => "place".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_have_names() {
        assert!(CODES.is_sorted_by(|a, b| a.0 < b.0));
        for (class, code, name) in [
            ("P", "PPL", "populated place"),
            ("A", "ADM1", "first-order division"),
            ("A", "PCLI", "country"),
            ("S", "HTL", "htl"),
            ("P", "", "populated place"),
            ("", "", "place"),
        ] {
            assert_eq!(class_name(class, code), name);
        }
    }

    #[test]
    fn a_selection_takes_classes_codes_and_both() {
        let selection = |items: &[&str]| items.iter().map(|item| item.to_string()).collect::<Vec<_>>();
        for (items, class, code, taken) in [
            (&[][..], "P", "PPL", true),
            (&[], "A", "ADM1", true),
            (&[], "H", "LK", false),
            (&["H"], "H", "LK", true),
            (&["lk"], "H", "LK", true),
            (&["A.ADM1"], "A", "ADM1", true),
            (&["A.ADM1"], "A", "ADM2", false),
            (&["H"], "P", "PPL", false),
        ] {
            assert_eq!(selected(&selection(items), class, code), taken, "{items:?} {class}.{code}");
        }
    }
}
