//! What holds for every text.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

static TAGGER: LazyLock<Tagger> = LazyLock::new(Tagger::english);

/// Pieces that texts about dates are made of, in every order.
const PIECES: &[&str] = &[
    "5",
    "May",
    "2018",
    "31",
    "February",
    "the",
    "of",
    ",",
    "-",
    "–",
    "/",
    ".",
    "'s",
    "last",
    "next",
    "year",
    "two",
    "days",
    "later",
    "ago",
    "a",
    "in",
    "on",
    "Friday",
    "night",
    "summer",
    "1960s",
    "’90s",
    "century",
    "19th",
    "9/11",
    "13.06.2017",
    "2017-06-13T04:30Z",
    "Easter",
    "Ramadan",
    "99999999999",
    "0",
    "9999",
    "1",
    "decade",
    "BC",
    "AD",
    "twenty",
    "nineteen",
    "ninety-seven",
    "thousand",
    "hundred",
    "quarter",
    "Q3",
    "the end of",
    "\n\n",
    "(",
    ")",
    "é",
    "𝟙",
    "ⅷ",
    "week",
    "53",
    "will",
    "was",
    "1000",
    "a.m.",
    "4:30",
    "U.S.",
    "from",
    "to",
    "between",
    "and",
    "early",
    "mid",
    "following",
    "same",
];

fn dates() -> impl Strategy<Value = String> {
    proptest::collection::vec((proptest::sample::select(PIECES), proptest::bool::weighted(0.8)), 0..40).prop_map(
        |pieces| pieces.into_iter().map(|(piece, space)| format!("{piece}{}", if space { " " } else { "" })).collect(),
    )
}

fn published() -> impl Strategy<Value = Option<Span>> {
    let spans = ["2017-06-14", "2016", "0001-01-01", "9999-12-31", "2000-02", "1998-02-29/1998-03-02", "2016-W53"];
    proptest::option::of(proptest::sample::select(spans.to_vec()))
        .prop_map(|text| text.and_then(|text| text.parse().ok()))
}

fn check(text: &str, published: Option<Span>) -> Result<(), TestCaseError> {
    let found = TAGGER.references(text, published);
    let mut end = 0;
    for (index, one) in found.references.iter().enumerate() {
        prop_assert!(end <= one.start && one.start < one.end && one.end <= text.len());
        prop_assert!(text.is_char_boundary(one.start) && text.is_char_boundary(one.end));
        end = one.end;
        for span in [one.span, one.range, one.alternative].into_iter().flatten() {
            prop_assert!(span.from() <= span.to());
        }
        prop_assert_eq!(one.value.is_some(), one.span.is_some());
        prop_assert_eq!(one.value.is_none(), one.unresolved.is_some());
        if let Anchor::Reference(other) = one.anchor {
            // Mostly before it; a message's signature stands behind it.
            prop_assert!(other != index && other < found.references.len());
        }
    }
    prop_assert_eq!(TAGGER.references(text, published), found);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_can_be_tagged(text in "\\PC{0,200}", published in published()) {
        check(&text, published)?;
    }

    #[test]
    fn any_heap_of_date_words_can_be_tagged(text in dates(), published in published()) {
        check(&text, published)?;
    }
}
