//! Writing the home format.

use std::fmt::{self, Write};

use super::{Alias, CaseRule, Conditions, Details, Entity, Gazetteer, Header};

/// The gazetteer in the home format. Reading it gives the same entities, whatever they hold.
pub fn write_toml(gazetteer: &Gazetteer, header: &Header) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_all(&mut text, gazetteer, header);
    text
}

fn write_all(out: &mut String, gazetteer: &Gazetteer, header: &Header) -> fmt::Result {
    writeln!(out, "[gazetteer]")?;
    let lines = [("name", &header.name), ("licence", &header.licence), ("source", &header.source)];
    for (key, value) in lines {
        text_line(out, key, value.as_deref())?;
    }
    gazetteer.entities.iter().try_for_each(|entity| write_entity(out, entity))
}

fn write_entity(out: &mut String, entity: &Entity) -> fmt::Result {
    writeln!(out, "\n[[entity]]")?;
    text_line(out, "id", Some(&entity.id))?;
    text_line(out, "kind", Some(entity.kind.name()))?;
    text_line(out, "name", Some(&entity.name))?;
    let (name, others) = entity.aliases.split_first().map_or((None, &[][..]), |(name, others)| (Some(name), others));
    if let Some(rules) = name.map(rules_of).filter(|rules| !rules.is_empty()) {
        writeln!(out, "name_rules = {{ {} }}", rules.join(", "))?;
    }
    write_aliases(out, others)?;
    text_line(out, "type", entity.class.as_deref())?;
    text_line(out, "country", entity.country.as_deref())?;
    if let Some(location) = entity.location {
        writeln!(out, "lat = {:?}\nlon = {:?}", location.lat, location.lon)?;
    }
    if let Some(population) = entity.population {
        writeln!(out, "population = {population}")?;
    }
    if entity.priority != 0 {
        writeln!(out, "priority = {}", entity.priority)?;
    }
    entity.details.as_deref().map_or(Ok(()), |details| write_details(out, details))
}

/// A short list stands on one line, a long one on one line an alias.
fn write_aliases(out: &mut String, aliases: &[Alias]) -> fmt::Result {
    const LONGEST_LINE: usize = 100;
    let items: Vec<String> = aliases.iter().map(alias_item).collect();
    if items.is_empty() {
        return Ok(());
    }
    let line = items.join(", ");
    if line.chars().count() <= LONGEST_LINE {
        return writeln!(out, "aliases = [{line}]");
    }
    writeln!(out, "aliases = [")?;
    items.iter().try_for_each(|item| writeln!(out, "  {item},"))?;
    writeln!(out, "]")
}

/// The string alone, or a table with its rules.
fn alias_item(alias: &Alias) -> String {
    let rules = rules_of(alias);
    if rules.is_empty() {
        return quoted(&alias.text);
    }
    format!("{{ text = {}, {} }}", quoted(&alias.text), rules.join(", "))
}

/// One alias of an entity as it is to be pasted: an item of `aliases`, or the `name_rules` of the name itself.
pub fn alias_line(position: usize, alias: &Alias) -> String {
    match (position, rules_of(alias)) {
        (0, rules) => format!("name_rules = {{ {} }}", rules.join(", ")),
        _ => alias_item(alias),
    }
}

/// One entity in the home format, beginning with `[[entity]]`.
pub fn entity_table(entity: &Entity) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_entity(&mut text, entity);
    text.trim_start().to_owned()
}

fn rules_of(alias: &Alias) -> Vec<String> {
    let mut rules = Vec::new();
    if alias.case != CaseRule::default_for(&alias.text) {
        rules.push(format!("case = {}", quoted(alias.case.name())));
    }
    if alias.weak {
        rules.push("weak = true".to_owned());
    }
    if let Some(conditions) = alias.conditions.as_deref() {
        rules.extend(conditions_of(conditions));
    }
    rules
}

fn conditions_of(conditions: &Conditions) -> Vec<String> {
    let mut rules = Vec::new();
    for (key, words) in [
        ("not_before", &conditions.not_before),
        ("not_after", &conditions.not_after),
        ("strong_before", &conditions.strong_before),
        ("strong_after", &conditions.strong_after),
    ] {
        rules.extend((!words.is_empty()).then(|| format!("{key} = {}", list(words))));
    }
    for (key, day) in [("from", conditions.from), ("to", conditions.to)] {
        rules.extend(day.map(|day| format!("{key} = {day}")));
    }
    for (key, text) in [("lang", &conditions.lang), ("note", &conditions.note)] {
        rules.extend(text.as_ref().map(|text| format!("{key} = {}", quoted(text))));
    }
    rules.extend(conditions.uninflected.then(|| "inflect = false".to_owned()));
    rules.extend(conditions.sure.then(|| "sure = true".to_owned()));
    rules.extend(conditions.anywhere.then(|| "anywhere = true".to_owned()));
    rules
}

fn write_details(out: &mut String, details: &Details) -> fmt::Result {
    if let Some(geonames) = details.geonames {
        writeln!(out, "geonames = {geonames}")?;
    }
    text_line(out, "wikidata", details.wikidata.as_deref())?;
    if !details.same_as.is_empty() {
        writeln!(out, "same_as = {}", list(&details.same_as))?;
    }
    if !details.former_ids.is_empty() {
        writeln!(out, "former_ids = {}", list(&details.former_ids))?;
    }
    text_line(out, "admin1", details.admin1.as_deref())?;
    text_line(out, "admin2", details.admin2.as_deref())?;
    text_line(out, "feature", details.feature.as_deref())?;
    if !details.tags.is_empty() {
        writeln!(out, "tags = {}", list(&details.tags))?;
    }
    text_line(out, "note", details.note.as_deref())
}

fn text_line(out: &mut String, key: &str, value: Option<&str>) -> fmt::Result {
    value.map_or(Ok(()), |value| writeln!(out, "{key} = {}", quoted(value)))
}

fn list(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
    format!("[{}]", items.join(", "))
}

/// A TOML basic string. Control characters and those that only steer the direction of text are escaped, so that what
/// stands in the file is what one sees.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => escape(&mut quoted, character),
            _ if character.is_control() => escape(&mut quoted, character),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

fn escape(out: &mut String, character: char) {
    // Writing to a string cannot fail.
    let _ = write!(out, "\\u{:04X}", character as u32);
}
