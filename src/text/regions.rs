//! Short names of states, provinces and territories, as datelines and letters write them after a place.

/// In small letters, without the full stop, sorted: the states and territories of the United States, with the forms of
/// older letters ("Penna.", "Oreg.", "Ter."), the provinces of Canada, the states of Australia. Of names that are
/// several words ("N. Mex.", "W. Va.") the last.
const REGIONS: [&str; 61] = [
    "ala", "alas", "alta", "ariz", "ark", "cal", "calif", "col", "colo", "conn", "dak", "del", "fla", "ga", "ia",
    "ida", "ill", "ind", "kan", "kans", "kas", "ky", "la", "man", "mass", "md", "me", "mex", "mich", "minn", "miss",
    "mo", "mont", "neb", "nebr", "nev", "nfld", "o", "okla", "ont", "or", "ore", "oreg", "pa", "penn", "penna", "qld",
    "que", "sask", "tas", "tenn", "ter", "terr", "tex", "va", "vic", "vt", "wash", "wis", "wisc", "wyo",
];

/// Whether a word, without its full stop, is the short name of a region ("Mo", "TENN"). It is other things too: what
/// stands before it, and its capital, must tell.
pub(crate) fn is_region(word: &str) -> bool {
    let mut lower = [0; LONGEST];
    let Some(lower) = lower.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    REGIONS.binary_search_by(|region| region.as_bytes().cmp(lower)).is_ok()
}

/// In bytes.
const LONGEST: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_its_words_are_short() {
        assert!(REGIONS.is_sorted());
        assert!(REGIONS.iter().all(|region| region.len() <= LONGEST && region.bytes().all(|b| b.is_ascii_lowercase())));
    }

    #[test]
    fn regions_are_known_in_any_case() {
        for (word, expected) in
            [("Mo", true), ("TENN", true), ("o", true), ("Monday", false), ("", false), ("Où", false)]
        {
            assert_eq!(is_region(word), expected, "{word}");
        }
    }
}
