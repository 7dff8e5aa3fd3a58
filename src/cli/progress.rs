//! The progress bar of long work: documents, MB/s, time left. On standard error, and only if that is a terminal.

use std::time::Duration;

use dateline::pipeline::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar over the bytes of a corpus, or a spinner where their number is not known.
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar that is not drawn before the first report.
    pub fn new(total_bytes: Option<u64>, quiet: bool) -> Bar {
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(total_bytes, target);
        let template = match total_bytes {
            Some(_) => "{bar:30} {percent:>3} %  {bytes_per_sec}  {msg}  {eta} left",
            None => "{spinner} {bytes} read  {bytes_per_sec}  {msg}",
        };
        // Both templates are constants that indicatif accepts.
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        Bar(bar)
    }

    /// Shows how far the run has come.
    pub fn show(&self, progress: Progress) {
        self.0.set_position(progress.bytes);
        self.0.set_message(format!("{} documents, {} mentions", progress.documents, progress.mentions));
    }

    /// Shows that something without a measure goes on.
    pub fn step(&self, message: &'static str) {
        self.0.enable_steady_tick(Duration::from_millis(120));
        self.0.set_message(message);
    }

    /// Takes the bar away.
    pub fn finish(self) {
        self.0.finish_and_clear();
    }
}
