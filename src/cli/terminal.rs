//! What goes to a person's terminal: errors, notes, and text from documents made harmless.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use anstyle::{AnsiColor, Style};
use dateline::calendar::BucketSize;
use dateline::write_atomically;
use dateline::{Error, ErrorKind, Result};

use super::summary::counted;

/// How many skipped inputs are shown.
const SKIPS_SHOWN: usize = 10;

/// Red and bold: what went wrong.
pub const ERROR: Style = AnsiColor::Red.on_default().bold();
/// Yellow and bold: what is doubtful.
pub const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// Bold: names and headings.
pub const STRONG: Style = Style::new().bold();
/// Faint: what matters less.
pub const FAINT: Style = Style::new().dimmed();

/// Prints an error to standard error.
pub fn error(error: &Error) {
    let message = clean_lines(&error.to_string()).into_owned();
    // Nothing can be done when standard error itself is gone.
    let _ = writeln!(anstream::stderr(), "{ERROR}error{ERROR:#}: {message}");
}

/// Whether nothing but results and errors is printed.
static QUIET: AtomicBool = AtomicBool::new(false);

/// Prints nothing from now on but results, errors, and why the program ends as it does.
pub fn hush() {
    QUIET.store(true, Ordering::Relaxed);
}

fn is_quiet() -> bool {
    QUIET.load(Ordering::Relaxed)
}

/// Prints a warning to standard error, unless nothing but results is wanted: the notes of a run are in its `run.json`
/// too.
pub fn warning(message: &str) {
    if !is_quiet() {
        reason(message);
    }
}

/// Prints why the program ends with another code than 0, whatever else is wanted.
pub fn reason(message: &str) {
    let _ = writeln!(anstream::stderr(), "{WARNING}warning{WARNING:#}: {}", clean_lines(message));
}

/// Prints a note to standard error, unless nothing but results is wanted.
pub fn note(message: &str) {
    if is_quiet() {
        return;
    }
    let _ = writeln!(anstream::stderr(), "{}", clean_lines(message));
}

/// Warns of inputs that gave no document; of the first of them: source, line and reason. `hint` says where all are.
pub fn warn_of_skips<'s>(skipped: u64, hint: &str, first: impl Iterator<Item = (&'s str, Option<u64>, &'s str)>) {
    if skipped == 0 {
        return;
    }
    let colon = if is_quiet() { "" } else { ":" };
    // Of an archive that is torn, what came before the tear was read.
    let inputs = if skipped == 1 {
        "1 input or part of one"
    } else {
        &format!("{} or parts of them", counted(skipped, "input"))
    };
    reason(&format!("{inputs} gave no document{hint}{colon}"));
    for (source, line, reason) in first.take(SKIPS_SHOWN) {
        let line = line.map_or(String::new(), |line| format!(":{line}"));
        note(&format!("  {source}{line}: {reason}"));
    }
    if skipped > SKIPS_SHOWN as u64 {
        note(&format!("  … and {} more", skipped - SKIPS_SHOWN as u64));
    }
}

/// An error of writing to standard output, which keeps its cause so that a broken pipe is known.
pub fn output_error(cause: io::Error) -> Error {
    Error::new(ErrorKind::Output, "cannot write to standard output").caused_by(cause)
}

/// Writes to standard output with colours where it is a terminal that wants them.
pub fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    let mut out = io::BufWriter::new(anstream::stdout());
    write(&mut out).and_then(|()| out.flush()).map_err(output_error)
}

/// Writes a file that appears whole or not at all; `-` is standard output, and a pipe or device is written into.
pub fn write_out(path: &Path, bytes: &[u8]) -> Result<()> {
    if is_stdout(path) {
        let mut out = io::stdout().lock();
        return out.write_all(bytes).and_then(|()| out.flush()).map_err(output_error);
    }
    write_atomically(path, |out| {
        out.write_all(bytes)
            .map_err(|cause| Error::new(ErrorKind::Output, "cannot be written").at(path).caused_by(cause))
    })
}

/// Whether standard output is meant. Opened again by its name, it would be written from its beginning, over what a
/// shell has put there before.
pub fn is_stdout(path: &Path) -> bool {
    ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].iter().any(|name| path == Path::new(name))
}

/// Whether standard output shows colours: a terminal that wants them, and no `NO_COLOR`.
pub fn colours() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// The columns of the terminal, or of a page where there is none.
pub fn width() -> usize {
    let stated = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let own = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    stated.or_else(own).unwrap_or(100).clamp(40, 400)
}

/// The columns in which whole lines must stay: those of the terminal, if standard output is one, or `COLUMNS`. None in
/// a pipe, whose reader wants whole lines.
pub fn line_width() -> Option<usize> {
    (io::stdout().is_terminal() || std::env::var_os("COLUMNS").is_some()).then(width)
}

/// A text from a document or a gazetteer on one line, without anything that a terminal would obey.
pub fn clean(text: &str) -> Cow<'_, str> {
    cleaned(text, |character| if character.is_whitespace() { Some(' ') } else { None })
}

/// A text after which the line goes on from left to right: a mark follows letters of the other direction, without
/// which a terminal would set the numbers of the next column before them.
pub fn plain_direction(text: &str) -> Cow<'_, str> {
    let rtl = |letter| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    if text.contains(rtl) { format!("{text}\u{200e}").into() } else { text.into() }
}

/// The same on its own lines.
pub fn clean_lines(text: &str) -> Cow<'_, str> {
    cleaned(text, |character| (character == '\n').then_some('\n'))
}

fn cleaned(text: &str, allow: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    text.chars().map(|c| if is_unsafe(c) { allow(c).unwrap_or('\u{fffd}') } else { c }).collect::<String>().into()
}

/// Control characters, and the marks that reverse the direction of what follows them.
fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// How long a step of a sparkline is, in words: "a quarter", "18 days".
pub fn step(size: BucketSize, buckets: usize) -> String {
    match buckets {
        1 => format!("a {size}"),
        buckets => format!("{buckets} {size}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_taken_out() {
        assert_eq!(clean("Mosul"), "Mosul");
        assert_eq!(clean("a\u{1b}[31mred\u{7}\nnext\tcell"), "a\u{fffd}[31mred\u{fffd} next cell");
        assert_eq!(clean("\u{202e}gnp.exe"), "\u{fffd}gnp.exe");
    }

    #[test]
    fn a_step_has_one_article() {
        assert_eq!([1, 18].map(|buckets| step(BucketSize::Day, buckets)), ["a day", "18 days"]);
    }
}
