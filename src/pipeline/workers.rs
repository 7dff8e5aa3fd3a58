//! A parallel map that keeps the order of its input and bounds what is in flight.

use std::collections::BTreeMap;
use std::iter::{Enumerate, Fuse};
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};

use crate::Result;

/// How many blocks each thread may have in work or waiting behind it.
const BLOCKS_A_THREAD: usize = 2;

/// Maps every item of `input` on `jobs` threads and hands the results to `take` on the calling thread, in the order of
/// the input. Stops early when `take` fails.
///
/// The calling thread is one of them: while it has nothing to take it maps too, so that one job is one thread's work.
/// Whoever maps first draws a permit, which comes back when the result was taken: a slow first block cannot let the
/// results behind it pile up without a bound.
pub(super) fn in_order<I, O, F>(
    jobs: NonZeroUsize,
    input: impl Iterator<Item = I> + Send,
    map: F,
    take: impl FnMut(O) -> Result<()>,
) -> Result<()>
where
    I: Send,
    O: Send,
    F: Fn(I) -> O + Sync,
{
    let (give_permit, permits) = channel::<()>();
    for _ in 0..jobs.get() * BLOCKS_A_THREAD {
        // The receiver lives, so this cannot fail.
        let _ = give_permit.send(());
    }
    let (give_result, results) = channel();
    let source = Mutex::new(Source { input: input.fuse().enumerate(), permits });
    std::thread::scope(|scope| {
        for _ in 1..jobs.get() {
            let give_result = give_result.clone();
            scope.spawn(|| work_off(&source, &map, give_result));
        }
        drop(give_result);
        // What is dropped when this ends lets everyone who waits for a permit see that it is over.
        Taker { early: BTreeMap::new(), next: 0, results, give_permit, take }.run(&source, &map)
    })
}

/// Where items come from.
struct Source<I: Iterator> {
    input: Enumerate<Fuse<I>>,
    permits: Receiver<()>,
}

impl<I: Iterator> Source<I> {
    /// The next item and its number, when there is room for what becomes of it; none after the last, or if it is over.
    fn wait(&mut self) -> Option<(usize, I::Item)> {
        self.permits.recv().ok()?;
        self.input.next()
    }
}

/// What a thread tells the calling one.
enum Told<O> {
    Result(usize, O),
    /// The thread panicked: nobody needs to wait for its result.
    Broken,
}

/// Says that its thread broke, if it does.
struct Watch<O>(Sender<Told<O>>);

impl<O> Drop for Watch<O> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = self.0.send(Told::Broken);
        }
    }
}

fn work_off<I: Iterator, O>(source: &Mutex<Source<I>>, map: &impl Fn(I::Item) -> O, results: Sender<Told<O>>) {
    let results = Watch(results);
    loop {
        let next = source.lock().unwrap_or_else(PoisonError::into_inner).wait();
        let Some((index, item)) = next else { return };
        if results.0.send(Told::Result(index, map(item))).is_err() {
            return;
        }
    }
}

/// The calling thread: it takes the results in order, and maps while there is none.
struct Taker<O, T> {
    /// Results that came before their turn.
    early: BTreeMap<usize, O>,
    next: usize,
    results: Receiver<Told<O>>,
    give_permit: Sender<()>,
    take: T,
}

impl<O, T: FnMut(O) -> Result<()>> Taker<O, T> {
    fn run<I: Iterator>(mut self, source: &Mutex<Source<I>>, map: &impl Fn(I::Item) -> O) -> Result<()> {
        loop {
            while let Some(result) = self.early.remove(&self.next) {
                (self.take)(result)?;
                self.next += 1;
                // The source lives as long as this does.
                let _ = self.give_permit.send(());
            }
            let told = match self.results.try_recv() {
                Ok(told) => told,
                Err(_) => match own_item(source) {
                    Some((index, item)) => Told::Result(index, map(item)),
                    // All threads gone and nothing left to map: the end.
                    None => match self.results.recv() {
                        Ok(told) => told,
                        Err(_) => return Ok(()),
                    },
                },
            };
            match told {
                Told::Result(index, result) => drop(self.early.insert(index, result)),
                Told::Broken => return Ok(()),
            }
        }
    }
}

/// An item for the calling thread, unless another one is waiting for the next or there is no room: then a result is on
/// its way.
fn own_item<I: Iterator>(source: &Mutex<Source<I>>) -> Option<(usize, I::Item)> {
    let mut source = source.try_lock().ok()?;
    source.permits.try_recv().ok()?;
    source.input.next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Error, ErrorKind};

    #[test]
    fn results_come_in_the_order_of_the_input() {
        for jobs in 1..5 {
            let mut taken = Vec::new();
            let slow_first = |n: u64| {
                std::thread::sleep(std::time::Duration::from_micros(if n.is_multiple_of(7) { 300 } else { 0 }));
                n * 2
            };
            in_order(NonZeroUsize::new(jobs).unwrap(), 0..200, slow_first, |n| {
                taken.push(n);
                Ok(())
            })
            .unwrap();
            assert_eq!(taken, (0..200).map(|n| n * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_thread_that_panics_ends_it() {
        let caller = std::thread::current().id();
        let map = |n: u64| assert!(n < 20 || std::thread::current().id() == caller, "broken");
        let _ = in_order(NonZeroUsize::new(3).unwrap(), 0..100_000, map, |()| Ok(()));
    }

    #[test]
    fn a_failure_ends_it_without_waiting_for_endless_input() {
        let outcome = in_order(
            NonZeroUsize::new(2).unwrap(),
            0..,
            |n: u64| n,
            |n| match n {
                40 => Err(Error::new(ErrorKind::Output, "full")),
                _ => Ok(()),
            },
        );
        assert_eq!(outcome.unwrap_err().message(), "full");
    }
}
