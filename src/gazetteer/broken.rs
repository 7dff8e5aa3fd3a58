//! Records of another tool's list that are broken, or none of its layout's.
//!
//! A dump that was cut off, or a register with one bad row, is still a list: what is broken is told with its line,
//! counted and left out. A list of which nothing else came was not what it was taken for, and is refused.

use super::diagnostic::{Diagnostic, Diagnostics, Severity};
use super::geonames::{ImportReport, LeftOut};

/// How many are shown one by one where they stop the import.
const SHOWN_ERRORS: u64 = 20;
/// How many are kept one by one where they are left out.
pub(super) const KEPT: usize = 10_000;

/// The broken records of a list, as far as they are kept.
#[derive(Default)]
pub(super) struct Broken {
    found: Vec<Diagnostic>,
    count: u64,
}

impl Broken {
    /// Takes one; its severity is settled later.
    pub(super) fn push(&mut self, problem: Diagnostic) {
        self.count += 1;
        if self.found.len() < KEPT {
            self.found.push(problem);
        }
    }

    /// Counts some that are not told one by one.
    pub(super) fn push_untold(&mut self, count: u64) {
        self.count += count;
    }

    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// Tells them: as errors where they `stop` the import, else as left out, which the report counts.
    pub(super) fn settle(self, path: &str, stop: bool, report: &mut ImportReport, diagnostics: &mut Diagnostics) {
        let shown = if stop { SHOWN_ERRORS } else { KEPT as u64 };
        let more = self.count.saturating_sub(shown.min(self.found.len() as u64));
        for problem in self.found.into_iter().take(shown as usize) {
            diagnostics.push(if stop { problem } else { left_out(problem, report) });
        }
        if more > 0 {
            let severity = if stop { Severity::Error } else { Severity::Warning };
            diagnostics.push(Diagnostic::of_file(severity, path, format!("{more} more records are broken")));
            if !stop {
                report.leave_out_broken(more);
            }
        }
    }
}

fn left_out(problem: Diagnostic, report: &mut ImportReport) -> Diagnostic {
    let place = problem.line.map_or_else(String::new, |line| format!("line {line}: "));
    report.leave_out(LeftOut::Broken, &format!("{place}{}", problem.message));
    let message = format!("left out: {}", problem.message);
    problem.warning(message)
}

/// What is told of the broken records of a list, wherever it is used.
pub(super) fn remark(report: &ImportReport) -> Option<String> {
    const SAMPLES: usize = 3;
    let tally = report.left_out.get(&LeftOut::Broken)?;
    let records = if tally.count == 1 { "1 record is".to_owned() } else { format!("{} records are", tally.count) };
    let samples: Vec<&str> = tally.samples.iter().map(String::as_str).take(SAMPLES).collect();
    let more = if tally.count > samples.len() as u64 { "; … (dateline gazetteer check lists them all)" } else { "" };
    Some(format!("{records} broken and left out, the others came in: {}{more}", samples.join("; ")))
}
