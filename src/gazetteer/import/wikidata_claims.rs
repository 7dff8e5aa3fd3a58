//! The statements of a Wikidata item.

use serde_json::Value;

use super::candidate::{Name, span_of};
use crate::calendar::Span;

/// The statements of an item, by property.
pub(super) struct Claims<'v>(pub(super) &'v Value);

impl<'v> Claims<'v> {
    /// The statements of a property that are not deprecated; the preferred ones alone where there are some.
    fn of(&self, property: &str) -> Vec<&'v Value> {
        let all: Vec<&Value> = self.0[property].as_array().into_iter().flatten().collect();
        let rank = |claim: &Value, wanted: &str| claim["rank"].as_str() == Some(wanted);
        let preferred: Vec<&Value> = all.iter().copied().filter(|claim| rank(claim, "preferred")).collect();
        match preferred.is_empty() {
            true => all.into_iter().filter(|claim| !rank(claim, "deprecated")).collect(),
            false => preferred,
        }
    }

    fn values(&self, property: &str) -> Vec<&'v Value> {
        self.of(property).into_iter().map(|claim| &claim["mainsnak"]["datavalue"]["value"]).collect()
    }

    /// The properties that have statements, and whether they are identifiers of another register.
    pub(super) fn properties(&self) -> impl Iterator<Item = (&'v str, bool)> {
        self.0.as_object().into_iter().flatten().map(|(property, claims)| {
            (property.as_str(), claims[0]["mainsnak"]["datatype"].as_str() == Some("external-id"))
        })
    }

    pub(super) fn has(&self, property: &str) -> bool {
        self.values(property).iter().any(|value| !value.is_null())
    }

    pub(super) fn items(&self, property: &str) -> Vec<&'v str> {
        self.values(property).into_iter().filter_map(|value| value["id"].as_str()).collect()
    }

    pub(super) fn texts(&self, property: &str) -> Vec<String> {
        self.values(property).into_iter().filter_map(|value| Some(value.as_str()?.to_owned())).collect()
    }

    pub(super) fn times(&self, property: &str) -> Vec<Span> {
        self.values(property).into_iter().filter_map(time).collect()
    }

    pub(super) fn place(&self, property: &str) -> Option<(f64, f64)> {
        let value =
            self.values(property).into_iter().find(|value| value["latitude"].is_number() && is_of_earth(value))?;
        Some((value["latitude"].as_f64()?, value["longitude"].as_f64()?))
    }

    /// The globes of coordinates that are none of the Earth's.
    pub(super) fn other_globes(&self, property: &str) -> Vec<&'v str> {
        let others = self.values(property).into_iter().filter(|value| !is_of_earth(value));
        others.filter_map(|value| value["globe"].as_str()).collect()
    }

    pub(super) fn has_deprecated(&self, property: &str) -> bool {
        self.0[property].as_array().into_iter().flatten().any(|claim| claim["rank"].as_str() == Some("deprecated"))
    }

    /// The last amount: statements of population stand in the order of their years as a rule.
    pub(super) fn amount(&self, property: &str) -> Option<u64> {
        let amount = self.values(property).last()?["amount"].as_str()?.trim_start_matches('+').to_owned();
        amount.parse().ok()
    }

    /// Names with the days that their qualifiers state (start time, end time).
    pub(super) fn names(&self, property: &str) -> Vec<Name> {
        // Former names are ranked below the preferred one, and are names all the same.
        let all = self.0[property].as_array().into_iter().flatten();
        let kept = all.filter(|claim| claim["rank"].as_str() != Some("deprecated"));
        kept.filter_map(|claim| {
            let value = &claim["mainsnak"]["datavalue"]["value"];
            let (text, lang) = (value["text"].as_str()?, value["language"].as_str().unwrap_or_default());
            let qualifier = |property: &str| time(&claim["qualifiers"][property][0]["datavalue"]["value"]);
            let (from, to) = (qualifier("P580").map(|span| span.from()), qualifier("P582").map(|span| span.to()));
            Some(Name { from, to, ..Name::in_language(text, lang) })
        })
        .collect()
    }
}

/// Whether coordinates are of the Earth, as those without a globe are.
fn is_of_earth(value: &Value) -> bool {
    value["globe"].as_str().is_none_or(|globe| globe.ends_with("/Q2"))
}

/// A time at its own precision: 9 is a year, 10 a month, 11 a day.
fn time(value: &Value) -> Option<Span> {
    let text = value["time"].as_str()?.strip_prefix('+')?;
    let length = match value["precision"].as_u64()? {
        9 => 4,
        10 => 7,
        11.. => 10,
        _ => return None,
    };
    span_of(text.get(..length)?)
}
