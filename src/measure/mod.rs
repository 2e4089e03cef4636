//! Association, dispersion, keyness, bursts: pure functions, each with its formula and source.
//! Sees no corpus.
