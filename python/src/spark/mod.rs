//! What the workers and the driver of a Spark cluster ask of tifa: stages over Arrow batches of rows.

mod columns;

mod records;
mod stage;

mod miner;
mod tables;

pub(crate) use miner::{SparkMiner, SparkTables};
pub(crate) use records::SparkRecords;
pub(crate) use stage::SparkStage;
pub(crate) use tables::{SparkCsv, spark_cells, spark_tables};
