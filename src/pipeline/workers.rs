//! A parallel map that keeps the order of its input and bounds what is in flight.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

use crate::Result;

/// How many blocks each worker may have waiting, before it or behind it.
const BLOCKS_A_WORKER: usize = 3;

/// Maps every item of `input` on `jobs` threads and hands the results to `take` on the calling thread, in the order of
/// the input. Stops early when `take` fails.
///
/// A worker first draws a permit, which comes back when its result was taken: so a slow first block cannot let the
/// results behind it pile up without a bound.
pub(super) fn in_order<I, O, F>(
    jobs: NonZeroUsize,
    input: impl Iterator<Item = I> + Send,
    map: F,
    mut take: impl FnMut(O) -> Result<()>,
) -> Result<()>
where
    I: Send,
    O: Send,
    F: Fn(I) -> O + Sync,
{
    let bound = jobs.get() * BLOCKS_A_WORKER;
    let (give_permit, permits) = sync_channel::<()>(bound);
    for _ in 0..bound {
        give_permit.send(()).expect("the channel holds as many permits as there are");
    }
    let (give_work, work) = sync_channel::<(usize, I)>(bound);
    let (give_result, results) = sync_channel::<(usize, O)>(bound);
    let stopped = AtomicBool::new(false);
    let work = Mutex::new(work);
    std::thread::scope(|scope| {
        let stopped = &stopped;
        scope.spawn(move || feed(input, &permits, give_work, stopped));
        for _ in 0..jobs.get() {
            let give_result = give_result.clone();
            scope.spawn(|| work_off(&work, &map, give_result));
        }
        drop(give_result);
        let outcome = drain(&results, &give_permit, &mut take);
        if outcome.is_err() {
            stopped.store(true, Ordering::Relaxed);
            // Let everyone who waits for room or for work see that it is over.
            drop(give_permit);
            while results.recv().is_ok() {}
        }
        outcome
    })
}

fn feed<I>(input: impl Iterator<Item = I>, permits: &Receiver<()>, work: SyncSender<(usize, I)>, stopped: &AtomicBool) {
    for (index, item) in input.enumerate() {
        if permits.recv().is_err() || stopped.load(Ordering::Relaxed) || work.send((index, item)).is_err() {
            return;
        }
    }
}

fn work_off<I, O>(work: &Mutex<Receiver<(usize, I)>>, map: &impl Fn(I) -> O, results: SyncSender<(usize, O)>) {
    loop {
        let next = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((index, item)) = next else { return };
        if results.send((index, map(item))).is_err() {
            return;
        }
    }
}

fn drain<O>(
    results: &Receiver<(usize, O)>,
    permits: &SyncSender<()>,
    take: &mut impl FnMut(O) -> Result<()>,
) -> Result<()> {
    let mut early = BTreeMap::new();
    let mut next = 0;
    while let Ok((index, result)) = results.recv() {
        early.insert(index, result);
        while let Some(result) = early.remove(&next) {
            take(result)?;
            next += 1;
            // The reader may be done and gone.
            let _ = permits.send(());
        }
    }
    Ok(())
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
