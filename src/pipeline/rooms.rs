//! Room for what is found in a block, used again and again.
//!
//! A block's findings are a few megabytes in buffers that grow while it is read. Who makes them is another thread than
//! who is done with them, and the next block may be another one's: an allocator that keeps an arena for each thread
//! would in time have room for many blocks in each.

use std::sync::{Mutex, PoisonError};

use super::memo::Kept;
use crate::store::Batch;

/// What is found in a block, and what is kept of it for the next run.
pub(super) type Room = (Batch, Kept);

/// More than this is not kept: a single text of a hundred megabytes is no measure for what follows.
const LARGEST: usize = 16 << 20;

/// Rooms that nobody uses. There are never more of them than blocks that were worked on at a time.
#[derive(Default)]
pub(super) struct Rooms(Mutex<Vec<Room>>);

impl Rooms {
    /// An empty one.
    pub(super) fn take(&self) -> Room {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Takes one back.
    pub(super) fn give_back(&self, (mut batch, mut kept): Room) {
        if batch.room() + kept.room() > LARGEST {
            return;
        }
        batch.clear();
        kept.clear();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((batch, kept));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::document;

    #[test]
    fn a_room_comes_back_empty_and_a_huge_one_does_not() {
        let rooms = Rooms::default();
        let (mut batch, kept) = rooms.take();
        batch.document(&document("a", "Mosul.", None), 1, 6);
        let room = batch.room();
        rooms.give_back((batch, kept));
        let (batch, _) = rooms.take();
        assert!(batch.documents().next().is_none() && batch.room() == room);
        let (mut batch, kept) = rooms.take();
        batch.document(&document("a", "Mosul.", None), 1, 6);
        batch.mention(&crate::store::Mention { sentence: &"x".repeat(LARGEST + 1), ..Default::default() });
        rooms.give_back((batch, kept));
        assert_eq!(rooms.take().0.room(), 0);
    }
}
