//! What an export wrote, and what its format has no place for.

use std::fmt;

use serde::Serialize;

use super::Table;

/// How many examples of a loss are kept.
const EXAMPLES: usize = 3;

/// What an export wrote, and what of the run its format cannot hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ExportReport {
    /// Rows, entities, features or documents written: whatever the format has one of after the other.
    pub written: u64,
    /// What was left out, or written with less than the run knows of it; in the order in which it was met.
    pub lost: Vec<Loss>,
}

/// One thing that a format cannot hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Loss {
    /// What it is, in one line.
    pub what: &'static str,
    /// How often it was met.
    pub count: u64,
    /// The first few.
    pub examples: Vec<String>,
}

impl ExportReport {
    /// Counts something that cannot be held, with a name for it.
    pub fn lose(&mut self, what: &'static str, example: &str) {
        self.lose_many(what, 1, example);
    }

    /// Counts the rows of a table that were written, and what it leaves out.
    pub(crate) fn add_table(&mut self, table: &dyn Table, written: u64) {
        self.written += written;
        for (what, count) in table.left_out() {
            self.lose_many(what, count, "");
        }
    }

    /// Counts several at once; nothing if the count is zero.
    pub fn lose_many(&mut self, what: &'static str, count: u64, example: &str) {
        if count == 0 {
            return;
        }
        let at = self.lost.iter().position(|loss| loss.what == what).unwrap_or_else(|| {
            self.lost.push(Loss { what, count: 0, examples: Vec::new() });
            self.lost.len() - 1
        });
        let loss = &mut self.lost[at];
        loss.count += count;
        if loss.examples.len() < EXAMPLES && !example.is_empty() && !loss.examples.iter().any(|known| known == example)
        {
            loss.examples.push(example.to_owned());
        }
    }
}

impl fmt::Display for ExportReport {
    /// A line for each loss.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, loss) in self.lost.iter().enumerate() {
            let line = if at == 0 { "" } else { "\n" };
            write!(f, "{line}{}: {}", loss.what, loss.count)?;
            if !loss.examples.is_empty() {
                let more = if loss.count > loss.examples.len() as u64 { " …" } else { "" };
                write!(f, " ({}{more})", loss.examples.join(", "))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn losses_are_counted_by_kind_with_a_few_examples() {
        let mut report = ExportReport::default();
        for name in ["a", "a", "b", "c", "d"] {
            report.lose("coordinates", name);
        }
        report.lose_many("nothing", 0, "x");
        report.lose("languages", "");
        assert_eq!(report.to_string(), "coordinates: 5 (a, b, c …)\nlanguages: 1");
    }
}
