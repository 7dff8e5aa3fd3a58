//! GATE's gazetteer lists: a `.def` that names `.lst` files with their types, or one `.lst`.
//!
//! A line of a list is a string, then features (`name=value`) after a colon, an ampersand or a tab. Lines of the same
//! `inst`, `id` or `name` are one entity, and so are lines that differ in letter case only. Lists of types that are no
//! names of places, people or organisations (days, job titles, first names) are left out, and said.

use std::fs;
use std::io;
use std::path::Path;

use super::candidate::{At, Candidate, Name};
use super::identifiers;
use super::intake::{Intake, slug};
use crate::gazetteer::entity::Kind;
use crate::gazetteer::load::unreadable;
use crate::gazetteer::open;

/// What a definition says of a list.
#[derive(Default)]
struct Listed {
    major: String,
    minor: String,
    lang: Option<String>,
}

impl Listed {
    /// `file:major:minor:language:annotation`, of which all after the file may be missing.
    fn parse(line: &str) -> (&str, Listed) {
        let mut parts = line.split(':').map(str::trim);
        let file = parts.next().unwrap_or_default();
        let mut next = || parts.next().unwrap_or_default().to_owned();
        let (major, minor, lang) = (next(), next(), next());
        (file, Listed { major, minor, lang: Some(lang).filter(|lang| !lang.is_empty()) })
    }

    fn kind(&self) -> Option<Kind> {
        match self.major.to_ascii_lowercase().as_str() {
            "location" | "city" | "country" | "province" | "region" | "place" | "facility" => Some(Kind::Place),
            "person" | "person_full" => Some(Kind::Person),
            "organization" | "organisation" | "company" | "government" => Some(Kind::Organisation),
            _ => None,
        }
    }

    fn shown(&self) -> String {
        [self.major.as_str(), &self.minor].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(":")
    }
}

pub(super) fn read(path: &Path, intake: &mut Intake) -> io::Result<()> {
    intake.header.name = Some("GATE gazetteer lists".to_owned());
    if super::layout::extension(path).as_deref() == Some("def") {
        definition(path, intake)
    } else {
        alone(path, intake)
    }
}

/// A list by itself: its definition beside it says its type, if there is one.
fn alone(path: &Path, intake: &mut Intake) -> io::Result<()> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = fs::read_to_string(path.with_file_name("lists.def")).unwrap_or_default();
    let listed = beside.lines().map(Listed::parse).find(|(file, _)| *file == name).map(|(_, listed)| listed);
    list(path, &listed.unwrap_or_default(), intake)
}

fn definition(path: &Path, intake: &mut Intake) -> io::Result<()> {
    let mut text = None;
    open::unpacked(
        path,
        |_| true,
        |input| {
            intake.hashed(input, |input, intake| {
                text = intake.text(input)?;
                Ok(())
            })
        },
    )?;
    for (line, number) in text.unwrap_or_default().lines().zip(1..) {
        let (file, listed) = Listed::parse(line);
        if file.is_empty() || file.starts_with('#') {
            continue;
        }
        if listed.kind().is_none() && intake.options.kind.is_none() {
            intake.lost(At::line(number), &format!("list of the type {}", listed.shown()), file);
            continue;
        }
        // A definition names files beside it; a path out of its folder is none of its own.
        let outside = Path::new(file).components().any(|part| !matches!(part, std::path::Component::Normal(_)));
        let beside = path.with_file_name(file);
        if outside || !beside.is_file() {
            intake.lost(At::line(number), "list whose file is not beside the definition", file);
            continue;
        }
        if let Err(error) = list(&beside, &listed, intake) {
            intake.refuse_in(&beside.display().to_string(), At::line(1), unreadable(&error));
        }
    }
    Ok(())
}

fn list(path: &Path, listed: &Listed, intake: &mut Intake) -> io::Result<()> {
    let mut text = None;
    open::unpacked(
        path,
        |_| true,
        |input| {
            intake.hashed(input, |input, intake| {
                text = intake.text(input)?;
                Ok(())
            })
        },
    )?;
    let shown = path.display().to_string();
    intake.file = shown.as_str().into();
    for (line, number) in text.unwrap_or_default().lines().zip(1..) {
        if !line.trim().is_empty() {
            intake.row();
            entry(line, At::line(number), listed, &shown, intake);
        }
    }
    Ok(())
}

fn entry(line: &str, at: At, listed: &Listed, path: &str, intake: &mut Intake) {
    let (text, features) = cut(line);
    let kind = listed.kind().or(intake.options.kind);
    let feature =
        |wanted: &str| features.iter().find(|(key, _)| key.eq_ignore_ascii_case(wanted)).map(|&(_, value)| value);
    let lang = feature("language").filter(|lang| !lang.is_empty()).map(str::to_owned).or(listed.lang.clone());
    let mut candidate = Candidate::new(at, id(text, kind, feature), Name { lang, ..Name::new(text) });
    candidate.kind = kind;
    let class = feature("class").unwrap_or(&listed.minor);
    candidate.class = Some(class.to_owned()).filter(|class| !class.is_empty());
    let degrees = |key: &str| feature(key).and_then(|text| text.parse::<f64>().ok());
    candidate.lat_lon = degrees("lat").zip(degrees("lon"));
    let is_placed = candidate.lat_lon.is_some();
    for (key, value) in &features {
        match key.to_ascii_lowercase().as_str() {
            "iso2" | "country" if is_country(value) => candidate.country = Some((*value).to_owned()),
            "inst" => identifiers::add(&mut candidate, value),
            "wikidata" if identifiers::is_wikidata_item(value) => candidate.wikidata = Some((*value).to_owned()),
            "geonames" if value.parse::<u64>().is_ok() => candidate.geonames = value.parse().ok(),
            "lat" | "lon" if is_placed => {}
            "id" | "name" | "class" | "language" => {}
            _ => {
                let offset = line.find(key).unwrap_or_default();
                let column = line[..offset].chars().count() as u64 + 1;
                intake.lost_in(path, At { line: at.line, column }, &format!("feature {key}"), value);
            }
        }
    }
    intake.take(candidate);
}

fn is_country(value: &str) -> bool {
    value.len() == 2 && value.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// The id that a line gives, as it stands where it has a letter; else one made of the instance, the number, the name or
/// the string.
fn id<'f>(text: &str, kind: Option<Kind>, feature: impl Fn(&str) -> Option<&'f str>) -> String {
    let stated = feature("id").filter(|id| feature("inst").is_none() && id.chars().any(char::is_alphabetic));
    if let Some(stated) = stated {
        return stated.to_owned();
    }
    let key = feature("inst").or(feature("id")).or(feature("name")).unwrap_or(text);
    match kind {
        Some(kind) => format!("gate-{kind}-{}", slug(key)),
        None => format!("gate-{}", slug(key)),
    }
}

/// The string of a line, and its features.
fn cut(line: &str) -> (&str, Vec<(&str, &str)>) {
    for separator in ['\t', '&', ':'] {
        let Some((text, rest)) = line.split_once(separator) else { continue };
        // "Wallis & Futuna:ISO2=WF": what stands before the sign must be a feature's name.
        let is_name = |key: &str| key.trim().chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
        let feature = |part| str::split_once(part, '=').filter(|(key, _)| is_name(key));
        let features: Option<Vec<(&str, &str)>> = rest.split(separator).map(feature).collect();
        if let Some(features) = features {
            return (text.trim(), features.into_iter().map(|(key, value)| (key.trim(), value.trim())).collect());
        }
    }
    (line.trim(), Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_string_and_features() {
        assert_eq!(cut("Åland:ISO2=AX:name=Åland Islands"), ("Åland", vec![("ISO2", "AX"), ("name", "Åland Islands")]));
        assert_eq!(cut("AT&T&country=US"), ("AT&T&country=US", vec![]));
        assert_eq!(cut("Paris&country=FR"), ("Paris", vec![("country", "FR")]));
        assert_eq!(cut("Wallis & Futuna:ISO2=WF"), ("Wallis & Futuna", vec![("ISO2", "WF")]));
        assert_eq!(cut("9:30 Club"), ("9:30 Club", vec![]));
        assert_eq!(cut("Mosul\tcountry=IQ"), ("Mosul", vec![("country", "IQ")]));
    }
}
