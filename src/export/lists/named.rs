//! Entities with all their aliases, and what of them a format cannot hold.

use crate::Result;
use crate::export::{Export, ExportReport};
use crate::gazetteer::CaseRule;
use crate::store::{AliasRow, EntityRow, MENTIONS, Select};

/// An entity with its aliases, the name first.
pub(super) struct Named {
    pub(super) entity: EntityRow,
    pub(super) aliases: Vec<AliasRow>,
}

impl Named {
    /// The aliases that count by themselves.
    pub(super) fn strong(&self) -> impl Iterator<Item = &AliasRow> {
        self.aliases.iter().filter(|alias| !alias.weak)
    }
}

/// Gives each entity of an export to a function, in the order of the gazetteers: those that the selection holds a
/// mention of, or all that it names.
pub(super) fn each(export: &Export<'_>, f: &mut dyn FnMut(Named) -> Result<()>) -> Result<()> {
    let select = &export.select;
    let unmentioned = export.unmentioned;
    let wanted =
        Select { entities: select.entities.clone(), kind: select.kind, mentioned: !unmentioned, ..Select::default() };
    let narrowed = select.from.is_some() || select.to.is_some() || select.documents.is_some() || select.told;
    let mentioned = if narrowed && !export.unmentioned { Some(mentioned(export)?) } else { None };
    let by_entity = Select { kind: None, mentioned: false, ..wanted.clone() };
    let mut aliases = export.store.aliases_in(&by_entity)?.peekable();
    for entity in export.store.entities_in(&wanted)? {
        let entity = entity?;
        // Aliases are in the order of the entities; those of an entity that is not wanted are passed over.
        let mut own = Vec::new();
        while let Some(alias) =
            aliases.next_if(|row| row.as_ref().is_ok_and(|row| own.is_empty() || row.entity == entity.id))
        {
            let alias = alias?;
            if alias.entity == entity.id {
                own.push(alias);
            }
        }
        if let Some(Err(error)) = aliases.next_if(Result::is_err) {
            return Err(error);
        }
        if mentioned.as_ref().is_none_or(|ids| ids.contains(&entity.id)) {
            f(Named { entity, aliases: own })?;
        }
    }
    Ok(())
}

/// The ids of the entities with a mention in the selection.
fn mentioned(export: &Export<'_>) -> Result<std::collections::HashSet<String>> {
    let mut ids = std::collections::HashSet::new();
    let mut scan = export.store.scan(&MENTIONS, &["entity"], &export.select)?;
    while let Some(row) = scan.next_row()? {
        if !ids.contains(row.text(0)) {
            ids.insert(row.text(0).to_owned());
        }
    }
    Ok(ids)
}

/// What a gazetteer can say of an entity or an alias, and a format may have no place for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    AnyCase,
    Capitals,
    Weak,
    Validity,
    Context,
    Language,
    Location,
    Country,
    Class,
    Tags,
    Population,
    Priority,
    Geonames,
    Wikidata,
    SameAs,
    FormerIds,
    Division,
    Feature,
    Note,
}

const PARTS: [Part; 19] = [
    Part::AnyCase,
    Part::Capitals,
    Part::Weak,
    Part::Validity,
    Part::Context,
    Part::Language,
    Part::Location,
    Part::Country,
    Part::Class,
    Part::Tags,
    Part::Population,
    Part::Priority,
    Part::Geonames,
    Part::Wikidata,
    Part::SameAs,
    Part::FormerIds,
    Part::Division,
    Part::Feature,
    Part::Note,
];

impl Part {
    fn lost(self) -> &'static str {
        match self {
            Part::AnyCase => "aliases that count in any letter case: only as they are written there",
            Part::Capitals => "aliases that count in capitals too, as in a headline: only as they are written there",
            Part::Weak => {
                "aliases that count only beside another name of the entity: left out, they would match everywhere"
            }
            Part::Validity => "aliases that count only in a stretch of time: always there",
            Part::Context => "aliases that never stand before or after certain words: everywhere there",
            Part::Language => "languages of aliases",
            Part::Location => "coordinates",
            Part::Country => "countries",
            Part::Class => "classes (city, port, armed-group)",
            Part::Tags => "tags",
            Part::Population => "populations",
            Part::Priority => "priorities between namesakes",
            Part::Geonames => "GeoNames identifiers",
            Part::Wikidata => "Wikidata identifiers",
            Part::SameAs => "identifiers in other registers (same_as)",
            Part::FormerIds => "former ids",
            Part::Division => "states, provinces, counties and districts (admin1, admin2)",
            Part::Feature => "GeoNames' feature codes",
            Part::Note => "notes",
        }
    }

    /// How often the entity or its aliases have it.
    fn count(self, named: &Named) -> u64 {
        let Named { entity, aliases } = named;
        let of_aliases = |has: fn(&AliasRow) -> bool| aliases.iter().filter(|alias| has(alias)).count() as u64;
        match self {
            Part::AnyCase => of_aliases(|alias| alias.case == CaseRule::Any),
            Part::Capitals => of_aliases(|alias| alias.case == CaseRule::Capitalised),
            Part::Weak => of_aliases(|alias| alias.weak),
            Part::Validity => of_aliases(|alias| alias.from.is_some() || alias.to.is_some()),
            Part::Context => of_aliases(|alias| !alias.not_before.is_empty() || !alias.not_after.is_empty()),
            Part::Language => of_aliases(|alias| alias.lang.is_some()),
            Part::Location => u64::from(entity.location.is_some()),
            Part::Country => u64::from(entity.country.is_some()),
            Part::Class => u64::from(entity.class.is_some()),
            Part::Tags => u64::from(!entity.tags.is_empty()),
            Part::Population => u64::from(entity.population.is_some()),
            Part::Priority => u64::from(entity.priority != 0),
            Part::Geonames => u64::from(entity.geonames.is_some()),
            Part::Wikidata => u64::from(entity.wikidata.is_some()),
            Part::SameAs => u64::from(!entity.same_as.is_empty()),
            Part::FormerIds => u64::from(!entity.former_ids.is_empty()),
            Part::Division => u64::from(entity.admin1.is_some() || entity.admin2.is_some()),
            Part::Feature => u64::from(entity.feature.is_some()),
            Part::Note => u64::from(entity.note.is_some()),
        }
    }
}

/// Said of entities that a format has no line for.
const NO_STRONG: &str =
    "entities of which every name counts only beside another: left out whole, with all that is known of them";

/// Whether a format without weak names has no line for an entity, which is said.
pub(super) fn is_gone(report: &mut ExportReport, named: &Named) -> bool {
    let gone = named.strong().next().is_none();
    if gone {
        report.lose(NO_STRONG, &named.entity.name);
    }
    gone
}

/// Counts what an entity has and a format does not hold; `held` is what it does.
pub(super) fn tell(report: &mut ExportReport, named: &Named, held: &[Part]) {
    report.written += 1;
    for part in PARTS.into_iter().filter(|part| !held.contains(part)) {
        report.lose_many(part.lost(), part.count(named), &named.entity.name);
    }
}
