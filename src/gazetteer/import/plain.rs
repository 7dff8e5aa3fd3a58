//! Plain lists: a name a line. A `#` begins a comment line, and what stands after a tab is one more name each.
//!
//! Such a list was typed by somebody, so its lines are read as people write them: bullets and numbers before the names
//! are taken off, "Sklyar, Roman" is Roman Sklyar, and the surname of a person is a weak name. What was done is told,
//! once for the list; a line that seems to hold several names is warned of.

use std::io::{self, BufRead};

use super::candidate::{At, Candidate, Name};
use super::intake::Intake;
use crate::gazetteer::csv_columns::are_headings;
use crate::gazetteer::entity::Kind;

/// What stands after a person's surname and is none.
const SUFFIXES: &[&str] = &["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "MP", "PhD", "MD", "Esq", "Esq."];
/// A surname has so many letters at least; shorter words are seldom one, and oftener something else.
const SHORTEST_SURNAME: usize = 3;
/// A given name before or after a comma has so many words at most.
const GIVEN_NAMES: usize = 2;

pub(super) fn read(input: &mut dyn BufRead, intake: &mut Intake) -> io::Result<()> {
    let Some(text) = intake.text(input)? else { return Ok(()) };
    intake.is_by_hand = true;
    let lines: Vec<(u64, &str)> = (1..).zip(text.lines().map(str::trim)).filter(|(_, line)| is_entry(line)).collect();
    if let Some((number, heading)) = lines.first().filter(|(_, line)| are_headings(line.split([',', ';', '\t']))) {
        intake.refuse(At::line(*number), format!("{heading:?} names columns: this is a table, to be named .csv"));
        return Ok(());
    }
    let numbered = lines.iter().filter(|(_, line)| number_before(line).is_some()).count();
    let mut told = Told::default();
    for (number, line) in &lines {
        intake.row();
        let bare = without_bullet(line, numbered > 1 && numbered * 2 >= lines.len());
        told.bullets += usize::from(bare.len() < line.len());
        entry(At::line(*number), bare, &mut told, intake);
    }
    told.tell(intake);
    Ok(())
}

/// What was done to the lines of a list.
#[derive(Default)]
struct Told {
    bullets: usize,
    turned: usize,
    surnames: usize,
}

impl Told {
    fn tell(self, intake: &mut Intake) {
        let lines = |count: usize| if count == 1 { "1 line".to_owned() } else { format!("{count} lines") };
        if self.bullets > 0 {
            intake.remark(format!("bullets or numbers before the names are taken off {}", lines(self.bullets)));
        }
        if self.turned > 0 {
            intake.remark(format!("{} with a surname, a comma and a given name: turned round", lines(self.turned)));
        }
        if self.surnames > 0 {
            let of = if self.surnames == 1 { "1 person" } else { &format!("{} people", self.surnames) };
            let remark = format!(
                "surnames count where the full name stands in the document ({of}); after a tab they count by themselves"
            );
            intake.remark(remark);
        }
    }
}

fn is_entry(line: &str) -> bool {
    !line.is_empty() && !line.starts_with('#')
}

/// One line: the name, and others after tabs.
fn entry(at: At, line: &str, told: &mut Told, intake: &mut Intake) {
    let mut names = line.split('\t').map(str::trim).filter(|name| !name.is_empty());
    let Some(written) = names.next() else { return };
    let is_person = intake.options.kind == Some(Kind::Person);
    let turned = turned(written).filter(|_| is_person);
    told.turned += usize::from(turned.is_some());
    let name = turned.clone().unwrap_or_else(|| written.to_owned());
    if turned.is_none() && holds_several(written, is_person) {
        let message = format!("{written:?} is one name: does it hold several?");
        intake.warn(at, message, "write one a line; other names of the same after a tab");
    }
    let mut candidate = Candidate::new(at, intake.made_id(&name), name.as_str());
    candidate.names.extend(turned.map(|_| Name::new(written)));
    candidate.names.extend(names.map(Name::new));
    if let Some(surname) = surname(&name).filter(|_| is_person)
        && !candidate.names.iter().any(|name| name.text == surname)
    {
        told.surnames += 1;
        candidate.names.push(Name { weak: true, ..Name::new(surname) });
    }
    intake.take(candidate);
}

/// What stands before a name in a list of points; a number only where the lines are numbered: "1. FC Union" is a name.
fn without_bullet(line: &str, are_numbered: bool) -> &str {
    let bullets = ['-', '*', '•', '·', '–', '—', '▪', '◦', '‣'];
    let after = line.strip_prefix(bullets).filter(|rest| rest.starts_with(char::is_whitespace));
    let bare = after.or_else(|| number_before(line).filter(|_| are_numbered)).map_or(line, str::trim_start);
    if bare.is_empty() { line } else { bare }
}

/// What follows on "1. " or "12) ".
fn number_before(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|character: char| character.is_ascii_digit());
    let after = rest.strip_prefix(['.', ')']).filter(|_| (1..=4).contains(&(line.len() - rest.len())))?;
    after.starts_with(char::is_whitespace).then_some(after)
}

/// "Sklyar, Roman" as texts write it; none if it is not a surname, a comma and a given name.
pub(in crate::gazetteer) fn turned(name: &str) -> Option<String> {
    let (surname, given) = name.split_once(',')?;
    let (surname, given) = (surname.trim(), given.trim());
    let words = |part: &str| part.split_whitespace().count();
    let capital = |part: &str| part.chars().next().is_some_and(char::is_uppercase);
    let plain = |part: &str| part.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || "-'’.".contains(c));
    let one_each = words(surname) == 1 || (words(given) == 1 && words(surname) <= 3);
    let holds = one_each && (1..=GIVEN_NAMES).contains(&words(given)) && !SUFFIXES.contains(&given);
    let lettered = plain(surname) && plain(given) && capital(given) && !surname.is_empty();
    (holds && lettered).then(|| format!("{given} {surname}"))
}

/// Whether a line seems to hold several names: with a semicolon, a bar or two commas, of people with one comma.
fn holds_several(name: &str, is_person: bool) -> bool {
    let suffix = name.rsplit_once(',').is_some_and(|(_, last)| SUFFIXES.contains(&last.trim()));
    let commas = name.matches(',').count();
    name.contains([';', '|']) || commas > 1 || (is_person && commas == 1 && !suffix)
}

/// The last word of a person's name, if it may be a surname.
fn surname(name: &str) -> Option<&str> {
    let plain = name.split('(').next().unwrap_or_default();
    let plain = plain.split(',').next().unwrap_or_default().trim();
    let (_, last) = plain.rsplit_once(char::is_whitespace)?;
    let letters = last.chars().all(|c| c.is_alphabetic() || "-'’".contains(c));
    let capital = last.chars().next().is_some_and(char::is_uppercase) && last.chars().any(char::is_lowercase);
    let long = last.chars().count() >= SHORTEST_SURNAME;
    (letters && capital && long && !SUFFIXES.contains(&last)).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_people_write_them() {
        for (line, numbered, bare) in [
            ("- Ana Varn", false, "Ana Varn"),
            ("• Ana Varn", false, "Ana Varn"),
            ("1. Ana Varn", true, "Ana Varn"),
            ("12) Ana Varn", true, "Ana Varn"),
            ("1. FC Varn", false, "1. FC Varn"),
            ("-Varn", true, "-Varn"),
            ("–", true, "–"),
        ] {
            assert_eq!(without_bullet(line, numbered), bare, "{line}");
        }
        for (name, expected) in [
            ("Varn, Ana", Some("Ana Varn")),
            ("van der Varn, Ana", Some("Ana van der Varn")),
            ("Varn Bo, Ana Li", None),
            ("Ana Varn, Jr.", None),
            ("Varn, minister", None),
            ("Varn, Ana, Bo", None),
        ] {
            assert_eq!(turned(name).as_deref(), expected, "{name}");
        }
        for (name, several) in
            [("Ana Varn, Bo Harl", true), ("Ana Varn; Bo", true), ("Ana Varn, Jr.", false), ("Ana Varn", false)]
        {
            assert_eq!(holds_several(name, true), several, "{name}");
        }
        assert!(!holds_several("Springfield, Illinois", false));
        for (name, expected) in [
            ("Ana Varn", Some("Varn")),
            ("Ana Varn (Iran)", Some("Varn")),
            ("Ana Varn, Jr.", Some("Varn")),
            ("Bo Li", None),
            ("Varn", None),
            ("Ana VARN", None),
        ] {
            assert_eq!(surname(name), expected, "{name}");
        }
    }
}
