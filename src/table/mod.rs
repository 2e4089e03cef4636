//! Row types, the descriptions of their columns, their one total order, and the writers.
//! Counts nothing.
