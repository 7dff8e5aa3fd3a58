//! What a measure says of one bucket, with its interval.

use super::interval::{garwood, wilson};
use super::series::{Count, Coverage, Measure};

/// A value and the 95 % interval around it. Of plain counts the interval is the value itself: they are what stands in
/// the corpus, and nothing is estimated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The value, in the measure's unit.
    pub value: f64,
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

impl Measure {
    /// What a count says under this measure; none in a bucket without coverage, where nothing can be said.
    pub fn estimate(self, count: Count, coverage: Coverage) -> Option<Estimate> {
        if coverage.documents == 0 {
            return None;
        }
        match self {
            Measure::Mentions => Some(Estimate::exact(count.mentions)),
            Measure::Documents => Some(Estimate::exact(count.documents)),
            Measure::Per1000Documents => {
                let total = coverage.documents as f64;
                let (low, high) = wilson(count.documents, total);
                Some(Estimate { value: 1e3 * count.documents / total, low: 1e3 * low, high: 1e3 * high })
            }
            Measure::PerMillionWords if coverage.words == 0 => None,
            Measure::PerMillionWords => {
                let millions = coverage.words as f64 / 1e6;
                let (low, high) = garwood(count.mentions);
                Some(Estimate { value: count.mentions / millions, low: low / millions, high: high / millions })
            }
        }
    }
}

impl Estimate {
    fn exact(value: f64) -> Estimate {
        Estimate { value, low: value, high: value }
    }

    /// Rounded to four decimals, as every table gives it, so that no last digit depends on the machine.
    #[must_use]
    pub fn rounded(self) -> Estimate {
        let round = |value: f64| (value * 1e4).round() / 1e4;
        Estimate { value: round(self.value), low: round(self.low), high: round(self.high) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_said_without_coverage() {
        let none = Coverage::default();
        assert!(Measure::ALL.iter().all(|measure| measure.estimate(Count::default(), none).is_none()));
        let silent = Coverage { documents: 3, words: 0 };
        assert_eq!(Measure::PerMillionWords.estimate(Count::default(), silent), None);
    }

    #[test]
    fn rates_are_per_thousand_and_per_million() {
        let (count, coverage) =
            (Count { mentions: 10.0, documents: 1.0 }, Coverage { documents: 29, words: 2_000_000 });
        let documents = Measure::Per1000Documents.estimate(count, coverage).unwrap().rounded();
        assert_eq!((documents.value, documents.low, documents.high), (34.4828, 6.1132, 171.7552));
        let words = Measure::PerMillionWords.estimate(count, coverage).unwrap().rounded();
        assert_eq!((words.value, words.low, words.high), (5.0, 2.3977, 9.1952));
    }
}
