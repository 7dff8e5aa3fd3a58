//! Lists that were made for other tools: one file a format.
//!
//! A format is a function that reads bytes and hands what it finds to an [`Intake`], which binds the names, keeps the
//! ids and counts. What the home format has no room for is no error and is never silent: each is a warning with its
//! line and column, and counted in the [`ImportReport`](super::ImportReport).

mod aliases;
mod candidate;
mod entity_ruler;
mod ftm;
mod gate;
mod identifiers;
mod intake;
mod json_records;
mod layout;
mod linked_places;
mod lp_tsv;
mod plain;
mod recase;
mod second;
mod skos;
mod sparql;
mod table;
mod wikidata;
mod wikidata_claims;

#[cfg(test)]
mod tests;

use std::io::{self, BufRead};
use std::path::Path;

use xxhash_rust::xxh3::Xxh3;

use super::diagnostic::{Diagnostic, Severity};
use super::geonames::ImportOptions;
use super::load::unreadable;
use super::open;
pub(super) use candidate::span_of;
pub(super) use intake::Import;
use intake::Intake;
pub(super) use intake::slug;
pub use layout::Layout;
pub(super) use layout::extension;
pub(super) use plain::turned;

/// Reads a list of a layout, packed or not. GeoNames has a reader of its own.
pub(super) fn read(layout: Layout, path: &Path, options: &ImportOptions) -> Import {
    let mut intake = Intake::new(path, options);
    let result = match layout {
        Layout::Gate => gate::read(path, &mut intake),
        _ => open::unpacked(path, |_| true, |input| intake.hashed(input, |input, intake| one(layout, input, intake))),
    };
    if let Err(error) = result
        && !(error.kind() == io::ErrorKind::UnexpectedEof && intake.torn())
    {
        intake.diagnostics.push(Diagnostic::of_file(Severity::Error, intake.path(), unreadable(&error)));
    }
    intake.finish()
}

fn one(layout: Layout, input: &mut dyn BufRead, intake: &mut Intake) -> io::Result<()> {
    match layout {
        Layout::Wikidata => wikidata::read(input, intake),
        Layout::Sparql => sparql::read(input, intake),
        Layout::Ftm => ftm::read(input, intake),
        Layout::LinkedPlaces => linked_places::read(input, intake),
        Layout::LpTsv => lp_tsv::read(input, intake),
        Layout::EntityRuler => entity_ruler::read(input, intake),
        Layout::Skos => skos::read(input, intake),
        Layout::List => plain::read(input, intake),
        Layout::Geonames | Layout::Gate => Ok(()),
    }
}

/// Hashes what is consumed of a reader.
struct Hashed<'r> {
    input: &'r mut dyn BufRead,
    hash: Xxh3,
}

impl io::Read for Hashed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        self.hash.update(&buffer[..count]);
        Ok(count)
    }
}

impl BufRead for Hashed<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        // What is consumed was filled before, so this reads nothing.
        if let Ok(buffer) = self.input.fill_buf() {
            self.hash.update(&buffer[..amount.min(buffer.len())]);
        }
        self.input.consume(amount);
    }
}
