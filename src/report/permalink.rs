//! Anchors: the names by which the page's parts are linked to.
//!
//! An entity's anchor is its id, and a bucket's is that with the bucket after a slash: `raqqa`, `raqqa/2017-06`. The
//! page's own parts begin with `page/`, which no bucket is called, so that no id of a gazetteer can take their place.

use crate::calendar::{Bucket, Span};
use crate::timeline::Axis;

/// What stands for the mentions that lie in no bucket: undated, or dated too coarsely.
const NO_BUCKET: &str = "undated";

/// The anchor of an entity: its id, with every character but letters, digits, `-`, `_`, `.` and `:` as `~` and its
/// code point, so that two ids never share one.
pub(super) fn of_entity(id: &str) -> String {
    let mut anchor = String::with_capacity(id.len());
    for character in id.chars() {
        if character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | ':') {
            anchor.push(character);
        } else {
            anchor.push_str(&format!("~{:x}~", u32::from(character)));
        }
    }
    anchor
}

/// The anchor of an entity's bucket on an axis; none stands for what lies in no bucket. What the texts tell of a time
/// is `raqqa/of-2017-06`.
pub(super) fn of_bucket(entity: &str, axis: Axis, bucket: Option<Bucket>) -> String {
    let of = if axis == Axis::Referenced { "of-" } else { "" };
    bucket.map_or_else(|| format!("{entity}/{of}{NO_BUCKET}"), |bucket| format!("{entity}/{of}{bucket}"))
}

/// The anchor of a date in an entity's chronology.
pub(super) fn of_told(entity: &str, span: Span) -> String {
    format!("{entity}/on-{}_{}", span.from(), span.to())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::BucketSize;

    #[test]
    fn anchors_are_readable_and_never_shared() {
        for (id, anchor) in [
            ("raqqa", "raqqa"),
            ("geo:98182", "geo:98182"),
            ("الموصل", "الموصل"),
            ("a b", "a~20~b"),
            ("a~20~b", "a~7e~20~7e~b"),
            ("page/main", "page~2f~main"),
            ("x\"><img>", "x~22~~3e~~3c~img~3e~"),
        ] {
            assert_eq!(of_entity(id), anchor);
        }
    }

    #[test]
    fn a_bucket_stands_behind_its_entity() {
        let june = Bucket::holding("2017-06-13".parse().unwrap(), BucketSize::Month);
        assert_eq!(of_bucket("raqqa", Axis::Published, Some(june)), "raqqa/2017-06");
        assert_eq!(of_bucket("raqqa", Axis::Referenced, Some(june)), "raqqa/of-2017-06");
        assert_eq!(of_bucket("raqqa", Axis::Published, None), "raqqa/undated");
    }
}
