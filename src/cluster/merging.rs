//! Merging many values with little work.

/// Values that merge, such that a value is merged as often as the logarithm of their number: those of
/// one rank, which hold 2ʳ values, wait for another of that rank.
pub(super) struct Merging<T> {
    by_rank: Vec<Option<T>>,
}

impl<T> Default for Merging<T> {
    fn default() -> Merging<T> {
        Merging { by_rank: Vec::new() }
    }
}

impl<T> Merging<T> {
    /// Adds a value.
    pub(super) fn add<E>(
        &mut self,
        mut value: T,
        merge: impl Fn(T, T) -> Result<T, E>,
    ) -> Result<(), E> {
        for waiting in &mut self.by_rank {
            match waiting.take() {
                None => {
                    *waiting = Some(value);
                    return Ok(());
                }
                Some(other) => value = merge(other, value)?,
            }
        }
        self.by_rank.push(Some(value));
        Ok(())
    }

    /// All values merged; none if there was none.
    pub(super) fn whole<E>(self, merge: impl Fn(T, T) -> Result<T, E>) -> Result<Option<T>, E> {
        let mut waiting = self.by_rank.into_iter().flatten();
        let Some(first) = waiting.next() else { return Ok(None) };
        waiting.try_fold(first, merge).map(Some)
    }
}
