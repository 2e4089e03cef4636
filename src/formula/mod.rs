//! Numerals, the grammar of candidates, canonical forms, evidence, the inventory of known formulas,
//! expansions and lineages. Does no I/O and counts nothing over the corpus.
