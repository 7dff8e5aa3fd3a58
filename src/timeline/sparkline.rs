//! Sparklines: a timeline in a line of text.

/// The characters of a sparkline; the lowest stands for zero.
const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// A row of values as eight-level blocks, with its scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Sparkline {
    /// One character a step: `▁` is zero, `█` is the highest, a space is a step without coverage.
    pub text: String,
    /// What `█` stands for.
    pub highest: f64,
    /// How many buckets a step holds; the last may hold fewer.
    pub buckets_per_step: usize,
}

/// Draws values, none standing for no coverage, in at most `width` characters. Where there are more values than that,
/// as many neighbours as needed become one step, which is their sum. Everything above zero is above `▁`.
pub fn sparkline(values: &[Option<f64>], width: usize) -> Sparkline {
    let per_step = values.len().div_ceil(width.max(1)).max(1);
    let steps: Vec<Option<f64>> =
        values.chunks(per_step).map(|chunk| chunk.iter().flatten().copied().reduce(|sum, value| sum + value)).collect();
    let highest = steps.iter().flatten().copied().fold(0.0, f64::max);
    let block = |step: &Option<f64>| match step {
        None => ' ',
        Some(value) if *value <= 0.0 => LEVELS[0],
        // 1 to 7: the share of the highest, in sevenths, rounded up.
        Some(value) => LEVELS[((value / highest * 7.0).ceil() as usize).clamp(1, 7)],
    };
    Sparkline { text: steps.iter().map(block).collect(), highest, buckets_per_step: per_step }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_little_and_nothing_known_look_different() {
        let line = sparkline(&[Some(0.0), Some(0.1), None, Some(7.0), Some(14.0)], 80);
        assert_eq!(line, Sparkline { text: "▁▂ ▅█".into(), highest: 14.0, buckets_per_step: 1 });
        assert_eq!(sparkline(&[Some(0.0), Some(0.0)], 80).text, "▁▁");
        assert_eq!(sparkline(&[], 80).text, "");
    }

    #[test]
    fn a_long_row_is_summed_into_the_width() {
        let line = sparkline(&[Some(1.0); 100], 40);
        assert_eq!((line.text.chars().count(), line.highest, line.buckets_per_step), (34, 3.0, 3));
        assert_eq!(sparkline(&[None, None, Some(2.0), None], 2).text, " █");
        assert_eq!(sparkline(&[Some(1.0)], 0).text, "█");
    }
}
