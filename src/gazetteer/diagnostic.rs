//! What is wrong with a gazetteer, and where: all of it at once, as data and as text for people.

use std::collections::HashMap;
use std::fmt::{self, Write as _};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// The gazetteer cannot be used until it is mended.
    Error,
    /// The gazetteer is used as it is, but it will probably not do what was meant.
    Warning,
}

impl Severity {
    /// The word that stands for it.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// One problem of one gazetteer, at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The file, as the user named it, or `bundled:places.toml`.
    pub path: String,
    /// The line, from 1; none where the problem is the file as a whole.
    pub line: Option<u64>,
    /// The column in characters, from 1.
    pub column: Option<u64>,
    /// What is wrong; begins in lower case and ends without a full stop.
    pub message: String,
    /// What can be done about it.
    pub help: Option<String>,
    excerpt: Option<Excerpt>,
}

/// The source line of a problem, and the bytes of it that are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) text: String,
    pub(super) marked: Range<usize>,
}

impl Diagnostic {
    /// A problem of a file as a whole.
    pub(super) fn of_file(severity: Severity, path: impl Into<String>, message: impl Into<String>) -> Diagnostic {
        let (path, message) = (path.into(), message.into());
        Diagnostic { severity, path, line: None, column: None, message, help: None, excerpt: None }
    }

    pub(super) fn at(mut self, line: u64, column: u64, excerpt: Option<Excerpt>) -> Diagnostic {
        (self.line, self.column, self.excerpt) = (Some(line), Some(column), excerpt);
        self
    }

    pub(super) fn line(mut self, line: u64) -> Diagnostic {
        self.line = Some(line);
        self
    }

    /// The same as a warning, in other words.
    pub(super) fn warning(self, message: String) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, message, ..self }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// `file:line:column`, as far as known.
    pub fn place(&self) -> String {
        let mut place = self.path.clone();
        for number in [self.line, self.column].into_iter().flatten() {
            // Writing to a string cannot fail.
            let _ = write!(place, ":{number}");
        }
        place
    }

    /// Whether it makes the gazetteer unusable.
    pub(super) fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    fn order(&self) -> impl Ord + '_ {
        (&self.path, self.line, self.column, self.severity, &self.message)
    }

    /// It and where else the same is wrong, for people.
    fn group(&self, elsewhere: &[u64]) -> Group<'_> {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(visible(&self.message));
        let group = match (&self.excerpt, self.line) {
            (Some(excerpt), Some(line)) => title.element(
                Snippet::source(&excerpt.text)
                    .line_start(line as usize)
                    .path(visible(&self.path))
                    .annotation(AnnotationKind::Primary.span(excerpt.marked.clone())),
            ),
            (None, Some(line)) => title.element(Origin::path(visible(&self.path)).line(line as usize)),
            _ => title.element(Origin::path(visible(&self.path))),
        };
        let group = match &self.help {
            Some(help) => group.element(Level::HELP.message(visible(help))),
            None => group,
        };
        if elsewhere.is_empty() { group } else { group.element(Level::NOTE.message(also(elsewhere))) }
    }
}

/// "the same in lines 4, 7, 9".
fn also(lines: &[u64]) -> String {
    let named: Vec<String> = lines.iter().map(u64::to_string).collect();
    let noun = if lines.len() == 1 { "line" } else { "lines" };
    format!("the same in {noun} {}", named.join(", "))
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", visible(&self.place()), self.severity.name(), visible(&self.message))?;
        match &self.help {
            Some(help) => write!(f, "\n  help: {}", visible(help)),
            None => Ok(()),
        }
    }
}

/// The text with its control characters made visible: what a gazetteer says never steers a terminal.
fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => shown.push('\n'),
            c if c.is_control() => shown.extend(c.escape_default()),
            c => shown.push(c),
        }
    }
    shown
}

/// Every problem that was found, in the order of files, lines and columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    pub(super) fn extend(&mut self, others: Diagnostics) {
        self.0.extend(others.0);
    }

    /// The same problems in the order in which a reader goes through the files.
    pub(super) fn sorted(mut self) -> Diagnostics {
        self.0.sort_by(|one, other| one.order().cmp(&other.order()));
        self
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many problems there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Whether one of them makes the gazetteer unusable.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// The problems with the source line of each, the place marked in it; with ANSI colours if asked. What is wrong in
    /// the same words in several lines of a file is shown once, with the numbers of the other lines.
    pub fn render(&self, color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.decor_style(DecorStyle::Ascii);
        let mut text = String::new();
        for (diagnostic, elsewhere) in self.by_words() {
            text.push_str(&renderer.render(&[diagnostic.group(&elsewhere)]));
            text.push_str("\n\n");
        }
        text.push_str(&self.tally());
        text
    }

    /// The first problem of each words, and the lines of the others.
    fn by_words(&self) -> Vec<(&Diagnostic, Vec<u64>)> {
        let mut places: HashMap<(&str, Severity, &str, Option<&str>), usize> = HashMap::new();
        let mut groups: Vec<(&Diagnostic, Vec<u64>)> = Vec::new();
        for diagnostic in &self.0 {
            let Diagnostic { path, severity, message, help, .. } = diagnostic;
            let words = (&**path, *severity, &**message, help.as_deref());
            let place = *places.entry(words).or_insert(groups.len());
            match (groups.get_mut(place), diagnostic.line) {
                (Some((first, lines)), Some(line)) => {
                    if lines.last().copied().or(first.line) != Some(line) {
                        lines.push(line);
                    }
                }
                _ => groups.push((diagnostic, Vec::new())),
            }
        }
        groups
    }

    /// "2 errors, 1 warning", without a line's end; empty if there is nothing to say.
    pub fn tally(&self) -> String {
        let count = |severity: Severity| match self.count(severity) {
            0 => None,
            1 => Some(format!("1 {}", severity.name())),
            n => Some(format!("{n} {}s", severity.name())),
        };
        [count(Severity::Error), count(Severity::Warning)].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{diagnostic}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

impl From<Diagnostics> for crate::Error {
    /// All problems as one error, for callers that do not care to show them one by one.
    fn from(diagnostics: Diagnostics) -> crate::Error {
        crate::Error::new(crate::ErrorKind::Gazetteer, format!("the gazetteers have {}", diagnostics.tally()))
            .caused_by(diagnostics)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Diagnostics {
        let excerpt = Excerpt { text: "lat = 190".to_owned(), marked: 6..9 };
        let mut all = Diagnostics::default();
        all.push(
            Diagnostic::of_file(Severity::Error, "a.toml", "latitude 190 is out of range")
                .at(4, 7, Some(excerpt))
                .help("latitudes go from -90 to 90"),
        );
        all.push(Diagnostic::of_file(Severity::Warning, "b\u{1b}[31m.toml", "no entities"));
        all
    }

    #[test]
    fn what_is_wrong_in_the_same_words_is_shown_once_with_the_other_lines() {
        let mut all = Diagnostics::default();
        for line in 2..12 {
            all.push(
                Diagnostic::of_file(Severity::Error, "a.csv", "the type \"drug\" tells no kind").at(line, 3, None),
            );
        }
        all.push(Diagnostic::of_file(Severity::Error, "b.csv", "the type \"drug\" tells no kind").at(2, 3, None));
        let text = all.render(false);
        assert_eq!(text.matches("drug").count(), 2, "{text}");
        assert!(
            text.contains("the same in lines 3, 4, 5, 6, 7, 8, 9, 10, 11\n") && text.ends_with("11 errors"),
            "{text}"
        );
    }

    #[test]
    fn each_problem_begins_with_its_place() {
        assert_eq!(
            sample().to_string(),
            "a.toml:4:7: error: latitude 190 is out of range\n  help: latitudes go from -90 to 90\n\
             b\\u{1b}[31m.toml: warning: no entities"
        );
        assert_eq!(sample().tally(), "1 error, 1 warning");
    }

    #[test]
    fn rendering_marks_the_place_and_passes_no_control_character_on() {
        let text = sample().render(false);
        assert!(text.contains("4 | lat = 190\n  |       ^^^"), "{text}");
        assert!(text.contains("= help: latitudes go from -90 to 90"), "{text}");
        assert!(!text.contains('\u{1b}'), "{text:?}");
        assert!(sample().render(true).contains("\u{1b}["));
    }
}
