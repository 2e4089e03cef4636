//! Bursts: stretches of time in which a label is mentioned much more than usual.
//!
//! The two-state automaton of Kleinberg (2002), *Bursty and Hierarchical Structure in Streams*, on
//! batches: in batch *t*, *rₜ* of *dₜ* documents mention the label. In the base state a document
//! mentions it with probability *p*₀ = Σ*r* / Σ*d*, in the burst state with *p*₁ = *s·p*₀. A batch costs
//! −ln(*pᵢ*ʳ (1 − *pᵢ*)ᵈ⁻ʳ) in state *i*, entering the burst state costs γ ln *n* for *n* batches, leaving it
//! nothing. The bursts are the stretches that the cheapest sequence of states, found by dynamic
//! programming, spends in the burst state; between equally cheap ones the base state is preferred.

/// One batch of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Batch {
    /// Documents that mention the label.
    pub relevant: u64,
    /// All documents.
    pub documents: u64,
}

/// When a stretch is a burst.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BurstOptions {
    /// *s*: how many times as many mentioning documents a burst has. More than 1.
    pub scaling: f64,
    /// γ: how hard it is to enter a burst. More than 0.
    pub gamma: f64,
}

impl Default for BurstOptions {
    /// *s* = 2 and γ = 1, as in most uses of the method.
    fn default() -> BurstOptions {
        BurstOptions { scaling: 2.0, gamma: 1.0 }
    }
}

/// A burst.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Burst {
    /// Index of its first batch.
    pub start: usize,
    /// One past the index of its last batch.
    pub end: usize,
    /// By how much the burst state is cheaper than the base state over its batches, in nats.
    pub weight: f64,
}

/// What stands for *p*₁ if *s·p*₀ is no probability.
const NEARLY_CERTAIN: f64 = 0.99999;

/// The bursts of a series of batches, in order.
///
/// Batches without documents say nothing: they are passed over, and a burst may reach across them.
/// There are none if no document or every document mentions the label, if *p*₀ is so near 1 that
/// *p*₁ cannot be above it, and if the options make no sense.
pub fn bursts(batches: &[Batch], options: &BurstOptions) -> Vec<Burst> {
    let filled: Vec<(usize, Batch)> =
        batches.iter().copied().enumerate().filter(|(_, batch)| batch.documents > 0).collect();
    let relevant: u64 = filled.iter().map(|(_, batch)| batch.relevant.min(batch.documents)).sum();
    let documents: u64 = filled.iter().map(|(_, batch)| batch.documents).sum();
    let base = relevant as f64 / documents as f64;
    let raised = (options.scaling * base).min(NEARLY_CERTAIN);
    let sensible = options.scaling > 1.0 && options.gamma > 0.0;
    if !sensible || relevant == 0 || raised <= base {
        return Vec::new();
    }
    let entry = options.gamma * (filled.len() as f64).ln();
    let gains: Vec<f64> =
        filled.iter().map(|(_, batch)| cost(batch, base) - cost(batch, raised)).collect();
    let in_burst = cheapest_states(&gains, entry);

    let mut bursts: Vec<Burst> = Vec::new();
    let mut open = false;
    for ((index, _), (bursting, gain)) in filled.iter().zip(in_burst.iter().zip(&gains)) {
        if *bursting {
            match bursts.last_mut() {
                Some(burst) if open => {
                    burst.end = index + 1;
                    burst.weight += gain;
                }
                _ => bursts.push(Burst { start: *index, end: index + 1, weight: *gain }),
            }
        }
        open = *bursting;
    }
    bursts
}

/// −ln(*p*ʳ (1 − *p*)ᵈ⁻ʳ). The number of ways to choose the documents is the same in both states.
fn cost(batch: &Batch, p: f64) -> f64 {
    let relevant = batch.relevant.min(batch.documents);
    let others = batch.documents - relevant;
    -(relevant as f64 * p.ln() + others as f64 * (-p).ln_1p())
}

/// For each batch, whether the cheapest sequence of states spends it in the burst state. `gains`
/// says by how much that state is cheaper there; `entry` is what it costs to enter it.
fn cheapest_states(gains: &[f64], entry: f64) -> Vec<bool> {
    // Best gain so far of sequences that end in either state, and for each batch which state a
    // sequence comes from that is in the base, in the burst state.
    let (mut base, mut burst) = (0.0, f64::NEG_INFINITY);
    let mut origins = Vec::with_capacity(gains.len());
    for gain in gains {
        let base_from_burst = burst > base;
        let burst_from_burst = burst > base - entry;
        origins.push((base_from_burst, burst_from_burst));
        (base, burst) = (f64::max(base, burst), f64::max(burst, base - entry) + gain);
    }
    let mut state = burst > base;
    let mut states = vec![false; gains.len()];
    for (index, (base_from_burst, burst_from_burst)) in origins.iter().enumerate().rev() {
        states[index] = state;
        state = if state { *burst_from_burst } else { *base_from_burst };
    }
    states
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batches(counts: &[(u64, u64)]) -> Vec<Batch> {
        counts.iter().map(|&(relevant, documents)| Batch { relevant, documents }).collect()
    }

    #[test]
    fn a_rise_is_a_burst_and_a_steady_label_has_none() {
        let rise = batches(&[(1, 100), (2, 100), (30, 100), (25, 100), (1, 100), (2, 100)]);
        let found = bursts(&rise, &BurstOptions::default());
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].start, found[0].end), (2, 4));
        assert!(found[0].weight > 0.0);
        assert!(bursts(&batches(&[(10, 100); 6]), &BurstOptions::default()).is_empty());
    }

    #[test]
    fn a_burst_reaches_across_a_batch_without_documents() {
        let gap = batches(&[(0, 100), (0, 100), (30, 100), (0, 0), (30, 100), (0, 100)]);
        let found = bursts(&gap, &BurstOptions::default());
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].start, found[0].end), (2, 5));
    }

    #[test]
    fn nothing_to_compare_makes_no_burst() {
        let options = BurstOptions::default();
        for counts in [&[][..], &[(0, 0)], &[(0, 9), (0, 9)], &[(9, 9), (9, 9)], &[(5, 9)]] {
            assert!(bursts(&batches(counts), &options).is_empty(), "{counts:?}");
        }
        let rise = batches(&[(0, 100), (90, 100)]);
        for (scaling, gamma) in [(1.0, 1.0), (f64::NAN, 1.0), (2.0, 0.0), (2.0, f64::NAN)] {
            assert!(bursts(&rise, &BurstOptions { scaling, gamma }).is_empty());
        }
    }
}
