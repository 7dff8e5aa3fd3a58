//! How long it takes until a long list is ready to be matched: read, checked, folded, sorted, and its matcher built.
//!
//! `cargo bench --bench ready`, on a generated list of a million names in GeoNames' layout; or
//! `DATELINE_LIST=geonames:cities500.zip cargo bench --bench ready` on one's own. "items/s" are names a second. All
//! cores work.

use std::fmt::Write;

use dateline::cache::{self, FOLDER, Ready};
use dateline::gazetteer::Gazetteer;
use dateline::matcher::Matcher;
use divan::Bencher;
use divan::counter::ItemsCount;
use tempfile::TempDir;

const PLACES: usize = 200_000;
/// Names of a place, its own among them.
const NAMES: usize = 5;

fn main() {
    divan::main();
}

/// A list, in a folder that is there as long as it is.
struct List {
    specs: Vec<String>,
    folder: TempDir,
}

impl List {
    fn new() -> List {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let spec = std::env::var("DATELINE_LIST").unwrap_or_else(|_| {
            let path = folder.path().join("places.txt");
            std::fs::write(&path, places()).expect("a file");
            format!("geonames:{}", path.display())
        });
        List { specs: vec![spec], folder }
    }

    fn load(&self) -> Gazetteer {
        Gazetteer::load(&self.specs).expect("a sound list")
    }

    /// As many names as the list has.
    fn names(&self) -> ItemsCount {
        ItemsCount::new(self.load().sources.iter().map(|source| source.aliases as usize).sum::<usize>())
    }
}

fn matcher(ready: Ready) -> (Gazetteer, Matcher) {
    let matcher = Matcher::of_names(ready.names);
    (ready.gazetteer, matcher)
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn from_list(bencher: Bencher<'_, '_>) {
    let list = List::new();
    bencher.counter(list.names()).bench_local(|| matcher(Ready::of(list.load())));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn from_cache(bencher: Bencher<'_, '_>) {
    let list = List::new();
    let ready = || cache::ready(&list.specs).expect("a sound list");
    // The first time makes it.
    drop(ready());
    bencher.counter(list.names()).bench_local(|| matcher(ready()));
    drop(std::fs::remove_dir_all(list.folder.path().join(FOLDER)));
}

/// What a run with the bundled lists begins with where nothing is kept of them.
#[divan::bench(sample_count = 40, sample_size = 1)]
fn bundled_from_list(bencher: Bencher<'_, '_>) {
    let names = Gazetteer::bundled().sources.iter().map(|source| source.aliases as usize).sum::<usize>();
    bencher.counter(ItemsCount::new(names)).bench_local(|| matcher(Ready::of(Gazetteer::bundled())));
}

/// Places whose names are made of syllables, no two of them alike.
fn places() -> String {
    let mut rows = String::new();
    for place in 0..PLACES {
        let mut names = (0..NAMES).map(|name| name_of(place * NAMES + name));
        let own = names.next().unwrap_or_default();
        let others = names.collect::<Vec<_>>().join(",");
        let (lat, lon) = (place % 120, place % 340);
        let state = place % 40;
        let _ = writeln!(
            rows,
            "{place}\t{own}\t{own}\t{others}\t{}.5\t{}.25\tP\tPPL\tDE\t\t{state:02}\t\t\t\t{place}\t\t9\tEurope/Berlin\t2020-01-01",
            lat as i32 - 60,
            lon as i32 - 170
        );
    }
    rows
}

/// "Korvandel", "Tamisko Venlar": every other one has two words.
fn name_of(number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["kor", "van", "del", "ta", "mis", "ko", "ven", "lar", "shu", "bri", "oth", "em", "ran", "gol", "pel", "wyn"];
    // Spread, so that neighbours in the list are none in the alphabet.
    let mut rest = (number as u32).wrapping_mul(0x9e37_79b1);
    let mut name = String::new();
    for at in 0..8 {
        let syllable = SYLLABLES[rest as usize % 16];
        rest /= 16;
        if at == 0 || at == 4 && number % 2 == 1 {
            name.push_str(if at == 0 { "" } else { " " });
            name.push_str(&syllable[..1].to_uppercase());
            name.push_str(&syllable[1..]);
        } else {
            name.push_str(syllable);
        }
    }
    name
}
