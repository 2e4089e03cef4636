//! The program `tifa`.

fn main() {}
