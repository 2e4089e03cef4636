//! What people look at: the page `index.html` and the network files. Counts and measures nothing;
//! what is shown comes from the rows of the tables.

mod lang;

mod data;
mod details;
mod embed;
mod input;
mod sheet;

mod page;

mod network;
mod xml;

pub use input::PageInput;
pub use lang::Lang;
pub use network::{Network, NetworkEdge, NetworkNode};
pub use page::page;
