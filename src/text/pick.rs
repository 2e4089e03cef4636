//! Picking out the few places of a stretch at which something holds.
//!
//! Whether it holds at a place cannot be foreseen, and a branch on what cannot be foreseen costs a
//! processor more than all the rest. So there is none here: first the answers for many places are written
//! side by side, which the compiler does for several at once, then each place is written down, over the
//! one before it unless that was picked.

/// So many places are looked at in one go.
pub(crate) const BLOCK: usize = 512;

/// Memory for the answers and the places of a block.
pub(crate) struct Picker {
    picked: [bool; BLOCK],
    places: [u32; BLOCK],
}

impl Picker {
    pub(crate) fn new() -> Picker {
        Picker { picked: [false; BLOCK], places: [0; BLOCK] }
    }

    /// The places that are to be picked among the next ones from `first` on, [`BLOCK`] of them at most.
    pub(crate) fn pick(&mut self, first: u32, are_picked: impl Iterator<Item = bool>) -> &[u32] {
        let mut count = 0;
        for (picked, is_picked) in self.picked.iter_mut().zip(are_picked) {
            *picked = is_picked;
            count += 1;
        }
        let mut found = 0;
        for (place, &is_picked) in (first..).zip(&self.picked[..count]) {
            self.places[found] = place;
            found += usize::from(is_picked);
        }
        &self.places[..found]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn picks_what_is_to_be_picked(all in proptest::collection::vec(any::<bool>(), 0..=BLOCK)) {
            let picked = (7..).zip(&all).filter(|&(_, &picked)| picked).map(|(place, _)| place);
            let mut picker = Picker::new();
            let found = picker.pick(7, all.iter().copied());
            prop_assert_eq!(found, picked.collect::<Vec<u32>>());
        }
    }
}
