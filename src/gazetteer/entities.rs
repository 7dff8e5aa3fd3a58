//! The entities of a gazetteer, in order.
//!
//! Of a million entities that a cache holds, a run looks at those that its texts may mean. So they stay as they were
//! packed, and each is made when it is first looked at.

use std::ops::{Deref, DerefMut, Index, IndexMut};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use rayon::prelude::*;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::entity::{Alias, Entity, Kind};

/// Entities that one thread packs at a time.
const CHUNK: usize = 4096;

/// The entities of a gazetteer: a list like any other, but one that comes from a cache makes an entity only when it is
/// asked for. By its position, that is it alone; whatever needs all of them (a loop, a change) makes all.
///
/// ```
/// use dateline::gazetteer::{Entities, Entity, Kind};
/// let mut entities = Entities::from(vec![Entity::new("mosul", Kind::Place, "Mosul")]);
/// entities.push(Entity::new("raqqa", Kind::Place, "Raqqa"));
/// assert_eq!((entities.len(), &*entities[1].id), (2, "raqqa"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Entities {
    /// All of them, once they are made.
    all: OnceLock<Vec<Entity>>,
    /// What they are made of; gone when they are changed.
    packed: Option<Arc<Packed>>,
    /// What the names of files begin with that keep what is made of them; gone when they are changed.
    home: Option<PathBuf>,
    /// The hash of all that they are, once it is asked for; gone when they are changed.
    hash: OnceLock<u128>,
}

/// Entities one after the other, in postcard's wire format.
#[derive(Debug)]
pub(crate) struct Packed {
    bytes: Bytes,
    /// Where each ends: little-endian numbers of four bytes, as those that follow.
    ends: Bytes,
    /// How many aliases each has.
    aliases: Bytes,
    hash: u128,
    made: Vec<OnceLock<Box<Entity>>>,
}

/// [`Packed`] entities as plain bytes, to be kept in a file.
#[derive(Clone, Debug)]
pub(crate) struct PackedParts {
    pub(crate) bytes: Bytes,
    pub(crate) ends: Bytes,
    pub(crate) aliases: Bytes,
    pub(crate) hash: u128,
}

impl Entities {
    /// Those that were packed; none if the parts do not fit together.
    pub(crate) fn of_parts(parts: PackedParts) -> Option<Entities> {
        let packed = Some(Arc::new(Packed::of_parts(parts)?));
        Some(Entities { packed, ..Entities::default() })
    }

    /// All of them packed; none if they cannot be.
    pub(crate) fn to_parts(&self) -> Option<PackedParts> {
        match &self.packed {
            Some(packed) => Some(packed.to_parts()),
            None => pack(self),
        }
    }

    /// The hash of all that they are; none if they cannot be packed.
    pub(crate) fn hash(&self) -> Option<u128> {
        if let Some(known) = self.packed.as_ref().map(|packed| packed.hash).or_else(|| self.hash.get().copied()) {
            return Some(known);
        }
        let chunks: Vec<u128> =
            self.par_chunks(CHUNK).map(|chunk| Some(xxh3_128(&pack_chunk(chunk)?.bytes))).collect::<Option<_>>()?;
        Some(*self.hash.get_or_init(|| hash_of(chunks)))
    }

    /// What the names of files begin with that keep what is made of these entities and no others, if they may be kept.
    pub(crate) fn home(&self) -> Option<&Path> {
        self.home.as_deref()
    }

    /// The same entities, of which what is made may be kept in files whose names begin so.
    pub(crate) fn at_home(self, home: PathBuf) -> Entities {
        Entities { home: Some(home), ..self }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.packed.as_ref().map_or_else(|| self.all().len(), |packed| packed.made.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The one at a position, if there is one.
    pub fn get(&self, at: usize) -> Option<&Entity> {
        match &self.packed {
            Some(packed) if self.all.get().is_none() => packed.get(at),
            _ => self.all().get(at),
        }
    }

    /// How many aliases the one at a position has, if there is one.
    pub(crate) fn aliases_of(&self, at: usize) -> Option<usize> {
        match &self.packed {
            Some(packed) => packed.aliases_of(at),
            None => Some(self.all().get(at)?.aliases.len()),
        }
    }

    fn all(&self) -> &Vec<Entity> {
        self.all.get_or_init(|| match &self.packed {
            Some(packed) => (0..packed.made.len()).into_par_iter().map(|at| packed.make(at)).collect(),
            None => Vec::new(),
        })
    }
}

impl Packed {
    fn of_parts(PackedParts { bytes, ends, aliases, hash }: PackedParts) -> Option<Packed> {
        let count = ends.len() / 4;
        let is_whole = ends.len() == 4 * count && aliases.len() == 4 * count;
        let last = number(&ends, count.wrapping_sub(1)).map_or(0, |end| end as usize);
        let made = (0..count).map(|_| OnceLock::new()).collect();
        let packed = Packed { bytes, ends, aliases, hash, made };
        let rises = || (0..count).all(|at| packed.is_sound(at));
        (is_whole && last == packed.bytes.len() && rises()).then_some(packed)
    }

    /// Whether an entity begins where another ends, and has no more aliases than bytes.
    fn is_sound(&self, at: usize) -> bool {
        self.place(at).zip(self.aliases_of(at)).is_some_and(|((from, to), aliases)| from + aliases <= to)
    }

    fn place(&self, at: usize) -> Option<(usize, usize)> {
        let from = if at == 0 { 0 } else { number(&self.ends, at - 1)? };
        Some((from as usize, number(&self.ends, at)? as usize))
    }

    fn aliases_of(&self, at: usize) -> Option<usize> {
        number(&self.aliases, at).map(|count| count as usize)
    }

    fn to_parts(&self) -> PackedParts {
        let Packed { bytes, ends, aliases, hash, .. } = self;
        PackedParts { bytes: bytes.clone(), ends: ends.clone(), aliases: aliases.clone(), hash: *hash }
    }

    fn get(&self, at: usize) -> Option<&Entity> {
        Some(self.made.get(at)?.get_or_init(|| Box::new(self.make(at))))
    }

    /// Makes one. What somebody forged is nobody with as many names as it should have, so that nothing is out of
    /// bounds.
    fn make(&self, at: usize) -> Entity {
        let packed = || self.bytes.get(self.place(at).map(|(from, to)| from..to)?);
        let aliases = self.aliases_of(at).unwrap_or_default();
        let made = packed().and_then(|packed| postcard::take_from_bytes::<Entity>(packed).ok());
        let sound = made.filter(|(entity, rest)| rest.is_empty() && entity.aliases.len() == aliases);
        let nobody = || Entity { aliases: vec![Alias::plain(""); aliases], ..Entity::new("", Kind::Place, "") };
        sound.map_or_else(nobody, |(entity, _)| entity)
    }
}

/// The number at a position of a sequence of them.
fn number(numbers: &[u8], at: usize) -> Option<u32> {
    numbers.as_chunks::<4>().0.get(at).map(|number| u32::from_le_bytes(*number))
}

/// Some packed entities.
#[derive(Default)]
struct Chunk {
    bytes: Vec<u8>,
    /// Where each ends, counted from the first.
    ends: Vec<u32>,
}

fn pack_chunk(entities: &[Entity]) -> Option<Chunk> {
    let mut chunk = Chunk::default();
    for entity in entities {
        chunk.bytes = postcard::to_extend(entity, chunk.bytes).ok()?;
        chunk.ends.push(u32::try_from(chunk.bytes.len()).ok()?);
    }
    Some(chunk)
}

fn pack(entities: &[Entity]) -> Option<PackedParts> {
    let packed = |chunk: &[Entity]| pack_chunk(chunk).map(|packed| (xxh3_128(&packed.bytes), packed));
    let chunks: Vec<(u128, Chunk)> = entities.par_chunks(CHUNK).map(packed).collect::<Option<_>>()?;
    let hash = hash_of(chunks.iter().map(|(hash, _)| *hash));
    let (mut bytes, mut ends) = (Vec::new(), Vec::with_capacity(4 * entities.len()));
    // Each is gone when it has been copied.
    for (_, chunk) in chunks {
        let before = u32::try_from(bytes.len()).ok()?;
        for end in &chunk.ends {
            ends.extend_from_slice(&before.checked_add(*end)?.to_le_bytes());
        }
        bytes.extend_from_slice(&chunk.bytes);
    }
    let mut aliases = Vec::with_capacity(4 * entities.len());
    for entity in entities {
        aliases.extend_from_slice(&u32::try_from(entity.aliases.len()).ok()?.to_le_bytes());
    }
    Some(PackedParts { bytes: bytes.into(), ends: ends.into(), aliases: aliases.into(), hash })
}

fn hash_of(chunks: impl IntoIterator<Item = u128>) -> u128 {
    let mut hash = Xxh3::new();
    chunks.into_iter().for_each(|chunk| hash.update(&chunk.to_le_bytes()));
    hash.digest128()
}

impl From<Vec<Entity>> for Entities {
    fn from(entities: Vec<Entity>) -> Entities {
        Entities { all: OnceLock::from(entities), ..Entities::default() }
    }
}

impl Index<usize> for Entities {
    type Output = Entity;

    fn index(&self, at: usize) -> &Entity {
        let count = self.len();
        self.get(at).unwrap_or_else(|| panic!("there are {count} entities, and none at {at}"))
    }
}

impl IndexMut<usize> for Entities {
    fn index_mut(&mut self, at: usize) -> &mut Entity {
        &mut (**self)[at]
    }
}

impl Deref for Entities {
    type Target = Vec<Entity>;

    fn deref(&self) -> &Vec<Entity> {
        self.all()
    }
}

impl DerefMut for Entities {
    fn deref_mut(&mut self) -> &mut Vec<Entity> {
        self.all();
        (self.packed, self.home, self.hash) = (None, None, OnceLock::new());
        // It was made above.
        self.all.get_mut().expect("all entities are made")
    }
}

impl IntoIterator for Entities {
    type Item = Entity;
    type IntoIter = std::vec::IntoIter<Entity>;

    fn into_iter(mut self) -> Self::IntoIter {
        std::mem::take(&mut *self).into_iter()
    }
}

impl<'e> IntoIterator for &'e Entities {
    type Item = &'e Entity;
    type IntoIter = std::slice::Iter<'e, Entity>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'e> IntoIterator for &'e mut Entities {
    type Item = &'e mut Entity;
    type IntoIter = std::slice::IterMut<'e, Entity>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl FromIterator<Entity> for Entities {
    fn from_iter<I: IntoIterator<Item = Entity>>(entities: I) -> Entities {
        Vec::from_iter(entities).into()
    }
}

impl PartialEq for Entities {
    fn eq(&self, other: &Entities) -> bool {
        self.all() == other.all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three() -> Entities {
        ["Mosul", "Raqqa", "Tal Afar"].into_iter().map(|name| Entity::new(name, Kind::Place, name)).collect()
    }

    fn packed(entities: &Entities) -> Entities {
        Entities::of_parts(entities.to_parts().unwrap()).unwrap()
    }

    #[test]
    fn packed_entities_are_the_same_one_by_one_and_all_at_once() {
        let (made, packed) = (three(), packed(&three()));
        assert_eq!((packed.len(), packed.hash()), (3, made.hash()));
        assert_eq!((&packed[1], packed.get(3)), (&made[1], None));
        assert!(packed.all.get().is_none(), "one is made alone");
        assert_eq!(packed, made);
        assert_eq!(&packed[2], &made[2]);
    }

    #[test]
    fn what_is_changed_is_no_longer_what_was_kept() {
        let mut kept = packed(&three()).at_home(PathBuf::from("list"));
        assert!(kept.home().is_some());
        for (count, name) in [(4, "Sinjar"), (5, "Tikrit")] {
            let before = kept.hash();
            kept.push(Entity::new(name, Kind::Place, name));
            assert_eq!((kept.home(), kept.len(), &*kept[count - 1].id), (None, count, name));
            assert_ne!(kept.hash(), before);
        }
    }

    #[test]
    fn parts_that_do_not_fit_together_are_refused_and_forged_ones_harm_nobody() {
        let good = three().to_parts().unwrap();
        let bytes = |bytes: &[u8]| Bytes::copy_from_slice(bytes);
        for bad in [
            PackedParts { bytes: good.bytes.slice(1..), ..good.clone() },
            PackedParts { ends: good.ends.slice(..8), ..good.clone() },
            PackedParts { ends: good.ends.slice(..11), ..good.clone() },
            PackedParts { aliases: bytes(&[0xff; 12]), ..good.clone() },
            PackedParts { ends: bytes(&[0xff; 12]), ..good.clone() },
        ] {
            assert!(Entities::of_parts(bad).is_none());
        }
        let forged = PackedParts { bytes: bytes(&vec![0xff; good.bytes.len()]), ..good };
        let forged = Entities::of_parts(forged).unwrap();
        assert_eq!((forged[0].aliases.len(), &*forged[0].id), (1, ""));
    }
}
