//! Integer counts that merge: frequency, co-occurrence, collocates, time. Computes no ratio.
