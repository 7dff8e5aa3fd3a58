//! Plain lists: a name a line. A `#` begins a comment line, and what stands after a tab is one more name each.

use std::io::{self, BufRead};

use super::candidate::{At, Candidate, Name};
use super::intake::Intake;

pub(super) fn read(input: &mut dyn BufRead, intake: &mut Intake) -> io::Result<()> {
    let Some(text) = intake.text(input)? else { return Ok(()) };
    for (line, number) in text.lines().zip(1..) {
        let mut names = line.split('\t').map(str::trim).filter(|name| !name.is_empty() && !line.starts_with('#'));
        let Some(name) = names.next() else { continue };
        intake.row();
        let mut candidate = Candidate::new(At::line(number), intake.made_id(name), name);
        candidate.names = names.map(Name::new).collect();
        intake.take(candidate);
    }
    Ok(())
}
