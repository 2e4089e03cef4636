//! The page for people. Computes nothing.
