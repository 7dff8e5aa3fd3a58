//! Sketches of texts, by which near-copies are found.
//!
//! A sketch is MinHash (Broder, *On the resemblance and containment of documents*, 1997) over shingles of five words,
//! by one permutation (Li, Owen, Zhang, *One permutation hashing*, NIPS 2012) with optimal densification (Shrivastava,
//! ICML 2017), of which four bits each are kept (Li, König, *b-bit minwise hashing*, WWW 2010): 32 bytes a document.
//! The crates that do this keep whole minima (eight times as much), or draw their hashes at random at each start.

use serde::{Deserialize, Serialize};

/// Minima of a sketch.
pub(super) const BINS: usize = 64;
/// Words of a shingle.
const SHINGLE: usize = 5;
/// Bits that are kept of each minimum.
const BITS: usize = 4;
/// The lowest bit of each minimum.
const LOWEST: u64 = 0x1111_1111_1111_1111;

/// What is kept of a text's shingles: 64 minima, four bits each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sketch([u64; 4]);

impl Sketch {
    /// The sketch of a text's words; none if there are too few for one shingle.
    pub(super) fn of(words: &[u64]) -> Option<Sketch> {
        let mut minima = [u64::MAX; BINS];
        let (before, after) = words.split_at(words.len().min(SHINGLE - 1));
        let mut rolling = before.iter().fold(0, |sum: u64, word| sum.wrapping_mul(SPREAD).wrapping_add(*word));
        for (first, last) in words.iter().zip(after) {
            rolling = rolling.wrapping_mul(SPREAD).wrapping_add(*last);
            let mixed = mix(rolling);
            rolling = rolling.wrapping_sub(first.wrapping_mul(SPREAD_TO_THE_FOURTH));
            let bin = &mut minima[(mixed >> 58) as usize];
            *bin = (*bin).min(mixed & (u64::MAX >> 6));
        }
        (words.len() >= SHINGLE).then(|| Sketch::packed(&minima))
    }

    fn packed(minima: &[u64; BINS]) -> Sketch {
        let mut bits = [0u64; 4];
        for at in 0..BINS {
            // The low bits of a minimum are as good as random: it is the least by its high ones.
            let value = mix(minimum(minima, at)) >> (64 - BITS);
            bits[at / 16] |= value << (at % 16 * BITS);
        }
        Sketch(bits)
    }

    /// It, as a file keeps it.
    pub(super) fn to_bytes(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes.as_chunks_mut().0.iter_mut().zip(self.0).for_each(|(chunk, bits)| *chunk = u64::to_le_bytes(bits));
        bytes
    }

    pub(super) fn from_bytes(bytes: &[u8; 32]) -> Sketch {
        let (chunks, _) = bytes.as_chunks();
        Sketch(std::array::from_fn(|at| u64::from_le_bytes(chunks[at])))
    }

    /// How many of the minima two sketches share. Of unlike texts it is about one in sixteen.
    pub(super) fn shared(&self, other: &Sketch) -> u32 {
        let equal = |(one, other): (&u64, &u64)| {
            let differs = one ^ other;
            let any = differs | differs >> 1 | differs >> 2 | differs >> 3;
            16 - (any & LOWEST).count_ones()
        };
        self.0.iter().zip(&other.0).map(equal).sum()
    }

    /// Six neighbouring minima as a number: near-copies are looked for among the documents that share one.
    pub(super) fn band(&self, band: usize) -> u32 {
        let nibble = |at: usize| (self.0[at / 16] >> (at % 16 * BITS) & 0xF) as u32;
        (band * 6..band * 6 + 6).fold(0, |key, at| key << BITS | nibble(at))
    }
}

/// How many bands a sketch has.
pub(super) const BANDS: usize = 10;
/// How many keys a band may have.
pub(super) const KEYS: usize = 1 << (6 * BITS);

/// The minimum of a bin; that of another, chosen by number alone, where the bin is empty.
fn minimum(minima: &[u64; BINS], at: usize) -> u64 {
    if minima[at] != u64::MAX {
        return minima[at];
    }
    let tries = (1..=1024u64).map(|attempt| (mix(at as u64 + 1 + attempt * BINS as u64) >> 58) as usize);
    let found = tries.map(|other| minima[other]).find(|&minimum| minimum != u64::MAX);
    found.or_else(|| minima.iter().copied().find(|&minimum| minimum != u64::MAX)).unwrap_or(0)
}

/// What a rolling sum is multiplied by for each word: odd, so that no bit is lost.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
const SPREAD_TO_THE_FOURTH: u64 = SPREAD.wrapping_pow(SHINGLE as u32 - 1);

/// Spreads the bits of a number (SplitMix64's last step).
pub(super) fn mix(number: u64) -> u64 {
    let number = (number ^ number >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ number >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ number >> 31
}
