//! What other taggers call a kind of entity.

use crate::gazetteer::Kind;

/// Classes of places that no government rules: spaCy's English models call them `LOC` or `FAC` and not `GPE`.
const NATURE: [&str; 11] =
    ["river", "sea", "lake", "ocean", "gulf", "strait", "mountain", "island", "region", "desert", "valley"];
const BUILT: [&str; 8] = ["port", "airport", "dam", "base", "camp", "site", "crossing", "oilfield"];

/// The label of spaCy's models (OntoNotes 5): PERSON, ORG, GPE, LOC or FAC.
pub(in crate::export) fn of(kind: Kind, class: Option<&str>) -> &'static str {
    match (kind, class) {
        (Kind::Person, _) => "PERSON",
        (Kind::Organisation, _) => "ORG",
        (Kind::Place, Some(class)) if NATURE.contains(&class) => "LOC",
        (Kind::Place, Some(class)) if BUILT.contains(&class) => "FAC",
        (Kind::Place, _) => "GPE",
    }
}

/// The label of CoNLL 2003: PER, ORG or LOC.
pub(super) fn conll(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "PER",
        Kind::Organisation => "ORG",
        Kind::Place => "LOC",
    }
}
