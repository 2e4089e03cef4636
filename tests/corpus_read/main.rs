//! Reading a corpus from a folder as a user would have it: every format, and what goes wrong.

mod support;

mod archives;
mod bad_input;
mod dates;
mod folders;
mod formats;
mod json;
mod tables;
