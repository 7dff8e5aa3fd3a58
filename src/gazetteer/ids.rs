//! Ids over all lists of a run: each stands once.
//!
//! An id that somebody wrote is theirs, and two of them are an error. One that was made of a name is nobody's: where it
//! is taken, it gets a number, or, if nothing says that two are meant, the two entities are one.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::absorb::absorb;
use super::diagnostic::Severity;
use super::entity::Entity;
use super::load::{Loaded, retain};
use super::merge::against;

/// Makes all ids differ, or says why they cannot.
pub(super) fn settle(loaded: &mut Loaded) {
    let doubles = doubles(loaded);
    if doubles.is_empty() {
        return;
    }
    let mut taken: HashSet<Box<str>> = loaded.gazetteer.entities.iter().map(|entity| entity.id.clone()).collect();
    let mut keep = vec![true; loaded.origins.len()];
    for (owner, other) in doubles {
        if !loaded.origins[other].made_id {
            refuse(loaded, owner, other);
        } else if let Some(why) = against(&loaded.gazetteer.entities[owner], &loaded.gazetteer.entities[other]) {
            number(loaded, owner, other, &why, &mut taken);
        } else {
            unite(loaded, owner, other);
            keep[other] = false;
        }
    }
    retain(&mut loaded.gazetteer.entities, &keep);
    retain(&mut loaded.origins, &keep);
}

/// Takes former ids from their entities that are another entity's own, or the former ones of an entity before: an id
/// means one. Each that was taken, with its entity.
pub(super) fn release_former(entities: &mut [Entity]) -> Vec<(usize, String)> {
    let mut released = Vec::new();
    if entities.iter().all(|entity| entity.former_ids().is_empty()) {
        return released;
    }
    let mut taken: HashSet<String> = entities.iter().map(|entity| entity.id.to_string()).collect();
    for (index, entity) in entities.iter_mut().enumerate() {
        let Some(details) = entity.details.as_deref_mut() else { continue };
        let gone = details.former_ids.extract_if(.., |id| !taken.insert(id.clone()));
        released.extend(gone.map(|id| (index, id)));
    }
    released
}

/// Lets former ids that mean another entity go, and warns of them.
pub(super) fn settle_former(loaded: &mut Loaded) {
    for (index, id) in release_former(&mut loaded.gazetteer.entities) {
        let origin = &loaded.origins[index];
        let message = format!("the former id {id:?} is another entity's, and means that one");
        let warning = loaded.files[origin.file as usize].problem(Severity::Warning, origin.entity, message);
        loaded.diagnostics.push(warning.help("leave it out of former_ids, or give the other one an id of its own"));
    }
}

/// The entities whose id is another's, each with the owner: the first for which somebody wrote it, else the first.
fn doubles(loaded: &Loaded) -> Vec<(usize, usize)> {
    if all_differ(&loaded.gazetteer.entities) {
        return Vec::new();
    }
    let ids = || loaded.gazetteer.entities.iter().map(|entity| &*entity.id).enumerate();
    let mut owners: HashMap<&str, usize> = HashMap::with_capacity(loaded.origins.len());
    for (index, id) in ids() {
        let owner = owners.entry(id).or_insert(index);
        if loaded.origins[*owner].made_id && !loaded.origins[index].made_id {
            *owner = index;
        }
    }
    ids().map(|(index, id)| (owners[id], index)).filter(|(owner, index)| owner != index).collect()
}

/// Whether all ids surely differ, as nearly always: told by their sorted hashes, on all cores.
fn all_differ(entities: &[Entity]) -> bool {
    let mut hashes: Vec<u64> = entities.par_iter().map(|entity| xxh3_64(entity.id.as_bytes())).collect();
    hashes.par_sort_unstable();
    hashes.par_windows(2).all(|pair| pair[0] != pair[1])
}

fn path_of(loaded: &Loaded, index: usize) -> &str {
    &loaded.files[loaded.origins[index].file as usize].path
}

fn remark(loaded: &mut Loaded, index: usize, text: String) {
    let file = loaded.origins[index].file as usize;
    loaded.gazetteer.sources[file].remarks.push(text);
}

/// Makes one of two entities that nothing keeps apart but their lists.
fn unite(loaded: &mut Loaded, owner: usize, other: usize) {
    let second = loaded.gazetteer.entities[other].clone();
    let text = format!("{} stands in {} too: both are one, {}", second.name, path_of(loaded, owner), second.id);
    // The owner's word counts.
    absorb(&mut loaded.gazetteer.entities[owner], second);
    remark(loaded, other, text);
}

/// Gives an entity whose id was made of its name the first number that nobody has.
fn number(loaded: &mut Loaded, owner: usize, other: usize, why: &str, taken: &mut HashSet<Box<str>>) {
    let id = loaded.gazetteer.entities[other].id.clone();
    let numbered = (2..).map(|number: u64| Box::from(format!("{id}-{number}")));
    // The numbers do not end.
    let free = numbered.into_iter().find(|id| !taken.contains(id)).unwrap_or_default();
    let text = format!(
        "{} is not that of {}, {why}: its id is {free}, since {id} is taken; a column id gives it one of your own",
        loaded.gazetteer.entities[other].name,
        path_of(loaded, owner)
    );
    taken.insert(free.clone());
    loaded.gazetteer.entities[other].id = free;
    remark(loaded, other, text);
}

fn refuse(loaded: &mut Loaded, owner: usize, other: usize) {
    let (one, two) = (&loaded.gazetteer.entities[owner], &loaded.gazetteer.entities[other]);
    let (origin, before) = (&loaded.origins[other], &loaded.origins[owner]);
    let place = loaded.files[before.file as usize].place(before.entity);
    let message = format!("the id {:?} is taken: it stands at {place} already", two.id);
    let help = match against(one, two) {
        _ if origin.file == before.file => "give one of the two another id".to_owned(),
        None => "leave one out, or make one list of both: dateline gazetteer merge".to_owned(),
        Some(why) => format!("they are two, {why}: give one of them another id"),
    };
    let file = &loaded.files[origin.file as usize];
    loaded.diagnostics.push(file.problem(Severity::Error, origin.entity, message).help(help));
}

#[cfg(test)]
mod tests {
    use crate::gazetteer::Gazetteer;

    fn load(files: &[(&str, &str)]) -> Result<Gazetteer, String> {
        let folder = tempfile::tempdir().unwrap();
        let specs = files.iter().map(|(name, text)| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path.display().to_string()
        });
        Gazetteer::load(&specs.collect::<Vec<_>>()).map_err(|problems| problems.render(false))
    }

    fn ids(gazetteer: &Gazetteer) -> Vec<&str> {
        gazetteer.entities.iter().map(|entity| &*entity.id).collect()
    }

    #[test]
    fn an_id_that_was_made_of_a_name_is_never_refused() {
        let one = ("a.csv", "name,kind,country\nHarlan,place,KZ\n");
        let gazetteer = load(&[one, ("b.csv", "name,kind,aliases\nHarlan,place,Kharlan\n")]).unwrap();
        assert_eq!((ids(&gazetteer), gazetteer.entities[0].aliases.len()), (vec!["harlan"], 2));
        assert!(gazetteer.sources[1].remarks[1].contains("a.csv too: both are one, harlan"));
        let gazetteer = load(&[one, ("b.csv", "name,kind,country\nHarlan,place,TR\n")]).unwrap();
        assert_eq!(ids(&gazetteer), ["harlan", "harlan-2"]);
        let stated = ("b.csv", "id,name,kind\nharlan,Amina Harlan,person\n");
        let gazetteer = load(&[one, stated]).unwrap();
        assert_eq!(ids(&gazetteer), ["harlan-2", "harlan"]);
        assert!(
            gazetteer.sources[0].remarks[1].contains("a person and a place: its id is harlan-2, since harlan is taken")
        );
    }

    #[test]
    fn a_former_id_means_one_entity_and_never_anothers_own() {
        let rows = "id,name,kind,former_ids\na,Harlan,place,b|old-a\nb,Varnholm,place,old-a|old-b\n";
        let gazetteer = load(&[("a.csv", rows)]).unwrap();
        let former: Vec<_> = gazetteer.entities.iter().map(|entity| entity.former_ids().join(" ")).collect();
        assert_eq!(former, ["old-a", "old-b"]);
    }

    #[test]
    fn an_id_that_somebody_wrote_twice_is_refused_with_a_way_out() {
        let one = ("a.csv", "id,name,kind,country\nharlan,Harlan,place,KZ\n");
        for (other, help) in [
            ("id,name,kind\nharlan,Harlan,place\n", "gazetteer merge"),
            (
                "id,name,kind,country\nharlan,Harlan,place,TR\n",
                "they are two, in KZ and in TR: give one of them another id",
            ),
        ] {
            let told = load(&[one, ("b.csv", other)]).unwrap_err();
            assert!(told.contains("the id \"harlan\" is taken") && told.contains(help), "{told}");
        }
    }
}
