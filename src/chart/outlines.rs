//! The outlines of land and countries: Natural Earth 1:50m (public domain), simplified; see `outlines/README.md`.

use std::io::Read;
use std::sync::OnceLock;

/// Degrees east and north.
pub(super) type Degrees = (f64, f64);

/// A country's name and a point inside.
pub(super) struct Country {
    pub name: String,
    pub at: Degrees,
    /// The area of its largest part, in square degrees.
    pub area: f64,
}

/// The world.
pub(super) struct World {
    /// Rings around land, and around seas within land.
    pub land: Vec<Vec<Degrees>>,
    pub borders: Vec<Vec<Degrees>>,
    /// By falling area.
    pub countries: Vec<Country>,
}

/// The world as it is compiled in, unpacked once.
pub(super) fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let mut bytes = Vec::new();
        let mut packed = flate2::read::GzDecoder::new(&include_bytes!("outlines/outlines.bin.gz")[..]);
        // The file is compiled in and a test reads all of it; if it were broken there would be no outlines.
        let _ = packed.read_to_end(&mut bytes);
        Reader { bytes: &bytes, at: 0 }.world()
    })
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn world(&mut self) -> World {
        let (land, borders) = (self.lines(), self.lines());
        let count = self.number().max(0);
        let countries = (0..count).map(|_| self.country()).collect();
        World { land, borders, countries }
    }

    /// A number as a zigzag varint; zero after the end.
    fn number(&mut self) -> i64 {
        let (mut raw, mut shift) = (0u64, 0);
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            raw |= u64::from(byte & 127) << shift;
            shift += 7;
            if byte < 128 || shift > 56 {
                break;
            }
        }
        (raw >> 1) as i64 ^ -((raw & 1) as i64)
    }

    fn lines(&mut self) -> Vec<Vec<Degrees>> {
        let count = self.number().max(0);
        (0..count).map(|_| self.line()).collect()
    }

    fn line(&mut self) -> Vec<Degrees> {
        let count = self.number().max(0);
        let (mut x, mut y) = (0, 0);
        (0..count)
            .map(|_| {
                (x, y) = (x + self.number(), y + self.number());
                (x as f64 / 100.0, y as f64 / 100.0)
            })
            .collect()
    }

    fn country(&mut self) -> Country {
        let (x, y) = (self.number(), self.number());
        let area = self.number() as f64;
        let length = self.number().max(0) as usize;
        let end = (self.at + length).min(self.bytes.len());
        let name = String::from_utf8_lossy(&self.bytes[self.at..end]).into_owned();
        self.at = end;
        Country { name, at: (x as f64 / 100.0, y as f64 / 100.0), area }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_world_is_whole() {
        let world = world();
        assert!(world.land.len() > 500 && world.borders.len() > 200 && world.countries.len() > 200);
        let inside = |(x, y): &Degrees| (-541.0..=541.0).contains(x) && (-90.0..=90.0).contains(y);
        // What crosses 180 degrees goes on beyond it, and no line jumps around the world.
        assert!(world.land.iter().chain(&world.borders).flatten().all(inside));
        let far = |pair: &[Degrees]| (pair[1].0 - pair[0].0).abs() > 180.0 && pair[0].1 > -80.0;
        assert!(!world.land.iter().any(|ring| ring.windows(2).any(far)));
        let iraq = world.countries.iter().find(|country| country.name == "Iraq").unwrap();
        assert!((iraq.at.0 - 43.7).abs() < 1.0 && (iraq.at.1 - 33.0).abs() < 1.0, "{:?}", iraq.at);
    }
}
