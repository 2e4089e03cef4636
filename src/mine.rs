//! The whole way from paths to tables: the one module that sees all the others.
