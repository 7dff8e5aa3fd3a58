//! What a reader of the store can choose about the page.

use super::words;
use crate::calendar::Day;
use crate::text::shell_word;
use crate::timeline::{BucketChoice, CountMode};
use crate::{Error, ErrorKind, Result};

/// What the page shall hold.
#[derive(Clone, Debug)]
pub struct ReportOptions {
    /// The heading; made from the run if none.
    pub title: Option<String>,
    /// Only these entities, by id, in this order; the most mentioned ones if not stated.
    pub entities: Option<Vec<String>>,
    /// How many entities, where none are named.
    pub top: usize,
    /// How long a bucket is.
    pub size: BucketChoice,
    /// Which texts count; as the run was built, if not stated.
    pub count: Option<CountMode>,
    /// Only documents published on this day or later.
    pub from: Option<Day>,
    /// Only documents published on this day or earlier.
    pub to: Option<Day>,
    /// The folder of the run, as the commands that the page prints name it; none where they find it without.
    pub dir: Option<String>,
    /// The page's size in bytes at most. Sentences are left out first, then entities.
    pub max_bytes: u64,
}

impl Default for ReportOptions {
    /// A hundred entities in five megabytes.
    fn default() -> ReportOptions {
        ReportOptions {
            title: None,
            entities: None,
            top: 100,
            size: BucketChoice::default(),
            count: None,
            from: None,
            to: None,
            dir: None,
            max_bytes: 5_000_000,
        }
    }
}

impl ReportOptions {
    /// What a command needs to find the run, to stand at its end: ` -d r/news`.
    pub(super) fn dir_flag(&self) -> String {
        let flag = |dir: &String| format!(" -d {}", shell_word(&words::clean(dir)));
        self.dir.as_ref().map(flag).unwrap_or_default()
    }
}

/// Reads a size in bytes such as `5MB`, `800kB` or `250000`; a kilobyte is 1,000 bytes.
///
/// # Errors
/// When it is written otherwise.
pub fn parse_bytes(text: &str) -> Result<u64> {
    let digits = text.trim().trim_end_matches(|character: char| character.is_ascii_alphabetic() || character == ' ');
    let factor = match text.trim()[digits.len()..].trim().to_ascii_lowercase().as_str() {
        "" | "b" => Some(1.0),
        "k" | "kb" => Some(1e3),
        "m" | "mb" => Some(1e6),
        "g" | "gb" => Some(1e9),
        _ => None,
    };
    let number = digits.parse::<f64>().ok().filter(|number| number.is_finite() && *number > 0.0);
    let bytes = number.zip(factor).map(|(number, factor)| (number * factor).round() as u64);
    bytes.ok_or_else(|| {
        Error::new(ErrorKind::Usage, format!("{text:?} is not a size")).help("write it as 5MB, 800kB or 250000")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_with_and_without_units() {
        for (text, bytes) in
            [("5MB", 5_000_000), ("800 kB", 800_000), ("250000", 250_000), ("1.5m", 1_500_000), ("1g", 1_000_000_000)]
        {
            assert_eq!(parse_bytes(text).unwrap(), bytes, "{text}");
        }
        for wrong in ["", "MB", "5 apples", "-1", "0", "inf"] {
            assert!(parse_bytes(wrong).is_err(), "{wrong}");
        }
    }
}
