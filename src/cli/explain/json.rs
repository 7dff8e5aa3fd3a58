//! The explanation as JSON.

use dateline::gazetteer::Entity;
use dateline::matcher::{Explained, Fate, Sense, Weight};
use dateline::text::CodePoints;
use serde_json::{Value, json};

use super::Case;
use super::advice::{Advice, advice};

pub(super) fn of(case: &Case<'_>) -> Value {
    let document = case.document;
    let mut points = [CodePoints::new(&document.title), CodePoints::new(&document.text)];
    let occurrences: Vec<Value> =
        case.occurrences.iter().map(|one| occurrence(case, one, &mut points[one.field as usize])).collect();
    json!({
        "document": document.id,
        "source": document.source,
        "published": document.published.map(|publication| publication.span.to_string()),
        "title": document.title,
        "text": document.text,
        "occurrences": occurrences,
        "other_words_not_shown": case.other_words,
        "advice": advice(case).iter().map(advised).collect::<Vec<Value>>(),
    })
}

fn occurrence(case: &Case<'_>, one: &Explained, points: &mut CodePoints<'_>) -> Value {
    // Starts come in order, which is what counting code points asks for; ends are counted from there.
    let start = points.at(one.start);
    let surface = case.surface(one);
    let longer = one.longer.map(|(from, to)| &case.field(one.field)[from..to]);
    json!({
        "field": one.field.name(),
        "start": start,
        "end": start + surface.chars().count() as u64,
        "start_byte": one.start,
        "end_byte": one.end,
        "surface": surface,
        "taken": one.taken().is_some(),
        "senses": one.senses.iter().map(|of| sense(&case.gazetteer.entities[of.entity as usize], of)).collect::<Vec<_>>(),
        "place_odds": one.odds.iter().map(weight).collect::<Vec<_>>(),
        "longer": longer,
    })
}

fn sense(entity: &Entity, sense: &Sense) -> Value {
    let (fate, rule) = match sense.fate {
        Fate::Taken(rule) => ("taken", Some(rule.name())),
        Fate::Dropped(rule) => ("dropped", Some(rule.name())),
        Fate::OtherWord => ("other_word", None),
    };
    json!({
        "entity": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "country": entity.country,
        "alias": entity.aliases[sense.alias as usize].text,
        "fate": fate,
        "rule": rule,
        "score": sense.score,
        "weights": sense.weights.iter().map(weight).collect::<Vec<_>>(),
    })
}

fn weight(weight: &Weight) -> Value {
    json!({ "of": weight.of, "adds": weight.adds })
}

fn advised(advice: &Advice) -> Value {
    json!({ "name": advice.name, "aim": advice.aim, "place": advice.place, "toml": advice.toml })
}
