//! What copies are found by, wherever it is kept: a run keeps it in files, and has no room for all of it.

use super::likeness::Likeness;
use super::sketch::Sketch;

/// What is kept of the documents of a corpus. It is gone through in their order, as often as it takes.
pub(super) trait Kept {
    /// Why it cannot be read.
    type Error;

    /// How many documents there are.
    fn documents(&self) -> usize;

    /// How many of them have a sketch.
    fn long_texts(&self) -> usize;

    /// Visits all documents: position, and what is known of each.
    fn each_likeness(&mut self, visit: &mut dyn FnMut(u32, &Likeness)) -> Result<(), Self::Error>;

    /// Visits the sketches of the long texts: position, and the day that the document is ranked by.
    fn each_sketch(&mut self, visit: &mut dyn FnMut(u32, i32, &Sketch)) -> Result<(), Self::Error>;
}
