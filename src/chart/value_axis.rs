//! The scale of values: from zero to a round number, with ticks that a person would choose.

use super::words::Language;

/// A scale from zero to the highest tick.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ValueScale {
    /// The value of the upper end.
    pub top: f64,
    step: f64,
    decimals: usize,
}

impl ValueScale {
    /// The scale that holds values up to a highest, with at most one step more than this; counts have no steps below
    /// one. The finest such step leaves the least air over the highest value.
    pub fn new(highest: f64, steps: usize, counts: bool) -> ValueScale {
        let highest = if highest.is_finite() && highest > 0.0 { highest } else { 1.0 };
        let least = if counts { 1.0 } else { 0.0 };
        let step = round_step(highest / (steps.max(1) + 1) as f64).max(least);
        // A hair of tolerance keeps a maximum that lies on a tick from opening one more step.
        let top = (highest / step - 1e-9).ceil().max(1.0) * step;
        ValueScale { top, step, decimals: decimals(step) }
    }

    /// The ticks from zero to the top, with their labels.
    pub fn ticks(&self, language: Language) -> Vec<(f64, String)> {
        let count = (self.top / self.step).round() as usize;
        (0..=count)
            .map(|position| position as f64 * self.step)
            .map(|value| (value, language.number(value, self.decimals)))
            .collect()
    }
}

/// The least of 1, 2, 5 times a power of ten that is not below a number.
fn round_step(raw: f64) -> f64 {
    let power = (-12..=18).map(|exponent| 10f64.powi(exponent)).rfind(|&power| power <= raw).unwrap_or(1e-12);
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|&step| step >= raw * 0.999).unwrap_or(raw)
}

fn decimals(step: f64) -> usize {
    (0..12).find(|&places| step * 10f64.powi(places) >= 0.999).unwrap_or(12) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_ends_little_above_the_highest_value() {
        for (highest, top) in [(1123.0, 1200.0), (89.0, 100.0), (10.0, 10.0), (17.0, 20.0), (31.0, 40.0)] {
            assert!(ValueScale::new(highest, 5, true).top <= top, "{highest}");
        }
    }

    #[test]
    fn ticks_are_round_and_begin_at_zero() {
        for (highest, steps, counts, labels) in [
            (312.0, 5, true, &["0", "100", "200", "300", "400"][..]),
            (1.0, 5, true, &["0", "1"]),
            (3.0, 5, true, &["0", "1", "2", "3"]),
            (0.7, 4, false, &["0", "0.2", "0.4", "0.6", "0.8"]),
            (20.0, 4, true, &["0", "5", "10", "15", "20"]),
            (0.0, 5, true, &["0", "1"]),
            (2_500_000.0, 5, true, &["0", "500,000", "1,000,000", "1,500,000", "2,000,000", "2,500,000"]),
        ] {
            let ticks = ValueScale::new(highest, steps, counts).ticks(Language::English);
            assert_eq!(ticks.iter().map(|(_, label)| label.as_str()).collect::<Vec<_>>(), labels, "{highest}");
        }
    }

    #[test]
    fn the_top_is_never_below_the_highest_value() {
        for highest in [0.001, 0.31, 1.0, 7.3, 99.9, 100.0, 100.1, 1e9] {
            assert!(ValueScale::new(highest, 5, false).top >= highest, "{highest}");
        }
    }
}
