//! Bursts: runs of buckets in which an entity is mentioned far more often than over the whole.
//!
//! J. Kleinberg, "Bursty and hierarchical structure in streams", Data Mining and Knowledge Discovery 7 (2003), 373–397,
//! section 4: batches of documents, two states. In the base state a document is relevant with the probability of the
//! whole corpus, in the burst state with `scaling` times that; entering a burst costs `gamma` times the logarithm of
//! the number of batches; the cheapest sequence of states is found by dynamic programming.

use super::interval::ln_gamma;

/// The parameters of the model; whoever shows bursts says them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BurstParameters {
    /// How many times as probable a mention is in a burst; more than 1.
    pub scaling: f64,
    /// How dear it is to enter one; more gives fewer bursts.
    pub gamma: f64,
}

impl Default for BurstParameters {
    /// Kleinberg's own: 2 and 1.
    fn default() -> BurstParameters {
        BurstParameters { scaling: 2.0, gamma: 1.0 }
    }
}

/// A burst: the positions of its first and its last batch, and how much better it explains them than the base state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Burst {
    /// The position of the first batch.
    pub first: usize,
    /// The position of the last batch, itself included.
    pub last: usize,
    /// The fall in cost: what the base state would cost more over these batches. Larger is burstier.
    pub weight: f64,
}

/// Finds the bursts in a row of batches, each given as its relevant documents and all of its documents. A batch without
/// documents says nothing, and neither begins nor ends a burst by itself.
pub fn bursts(batches: &[(f64, f64)], parameters: BurstParameters) -> Vec<Burst> {
    let relevant: f64 = batches.iter().map(|(hits, _)| hits).sum();
    let total: f64 = batches.iter().map(|(_, all)| all).sum();
    let covered = batches.iter().filter(|(_, all)| *all > 0.0).count();
    if relevant <= 0.0 || relevant >= total {
        return Vec::new();
    }
    let base = relevant / total;
    // A probability; Kleinberg's model has no meaning at 1.
    let burst = (base * parameters.scaling).min(0.9999);
    let costs: Vec<[f64; 2]> = batches.iter().map(|&batch| [cost(batch, base), cost(batch, burst)]).collect();
    let states = cheapest(&costs, parameters.gamma * (covered as f64).ln());
    collect(&states, &costs)
}

/// The negative logarithm of the probability of a batch in a state.
fn cost((hits, all): (f64, f64), probability: f64) -> f64 {
    if all <= 0.0 {
        return 0.0;
    }
    let ways = ln_gamma(all + 1.0) - ln_gamma(hits + 1.0) - ln_gamma(all - hits + 1.0);
    -(ways + hits * probability.ln() + (all - hits) * (1.0 - probability).ln())
}

/// The cheapest states (true is a burst), starting and, at equal cost, staying in the base state.
fn cheapest(costs: &[[f64; 2]], entry: f64) -> Vec<bool> {
    let mut sums = [0.0, f64::INFINITY];
    let mut came_from: Vec<[bool; 2]> = Vec::with_capacity(costs.len());
    for cost in costs {
        let to_base = sums[1] < sums[0];
        let to_burst = sums[1] < sums[0] + entry;
        sums = [sums[usize::from(to_base)] + cost[0], sums[1].min(sums[0] + entry) + cost[1]];
        came_from.push([to_base, to_burst]);
    }
    let mut state = sums[1] < sums[0];
    let mut states = vec![false; costs.len()];
    for (at, from) in came_from.iter().enumerate().rev() {
        states[at] = state;
        state = from[usize::from(state)];
    }
    states
}

fn collect(states: &[bool], costs: &[[f64; 2]]) -> Vec<Burst> {
    let mut bursts: Vec<Burst> = Vec::new();
    for (at, cost) in costs.iter().enumerate().filter(|(at, _)| states[*at]) {
        let gain = cost[0] - cost[1];
        match bursts.last_mut() {
            Some(burst) if burst.last + 1 == at => {
                burst.last = at;
                burst.weight += gain;
            }
            _ => bursts.push(Burst { first: at, last: at, weight: gain }),
        }
    }
    bursts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(batches: &[(f64, f64)]) -> Vec<(usize, usize)> {
        bursts(batches, BurstParameters::default()).iter().map(|burst| (burst.first, burst.last)).collect()
    }

    #[test]
    fn a_run_of_many_mentions_is_a_burst() {
        let mut batches = vec![(2.0, 100.0); 24];
        batches[10] = (40.0, 100.0);
        batches[11] = (30.0, 100.0);
        assert_eq!(spans(&batches), [(10, 11)]);
        let weight = bursts(&batches, BurstParameters::default())[0].weight;
        assert!(weight > 20.0, "{weight}");
    }

    #[test]
    fn an_even_row_has_none() {
        assert!(spans(&[(5.0, 100.0); 30]).is_empty());
        assert!(spans(&[]).is_empty());
        assert!(spans(&[(0.0, 10.0), (0.0, 0.0)]).is_empty());
        assert!(spans(&[(10.0, 10.0), (3.0, 3.0)]).is_empty());
    }

    #[test]
    fn a_gap_of_coverage_does_not_cut_a_burst() {
        let mut batches = vec![(1.0, 100.0); 20];
        batches[8] = (30.0, 100.0);
        batches[9] = (0.0, 0.0);
        batches[10] = (30.0, 100.0);
        assert_eq!(spans(&batches), [(8, 10)]);
    }

    #[test]
    fn a_dearer_entry_gives_fewer() {
        let mut batches = vec![(5.0, 100.0); 40];
        batches[20] = (14.0, 100.0);
        let with = |gamma| bursts(&batches, BurstParameters { gamma, ..Default::default() }).len();
        assert!(with(0.2) >= with(1.0) && with(1.0) >= with(20.0));
        assert_eq!((with(0.2), with(20.0)), (1, 0));
    }
}
