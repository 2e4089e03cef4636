"""Mines a corpus that lies on a Spark cluster, with the same tables as on one machine.

    import tifa.spark
    report = tifa.spark.mine(df, text="text", id="id", date="date")
    report.formulas.show()
    report["mentions"].write.parquet("mentions")

The package must be installed on the driver and on every worker, with ``pyspark`` and ``pyarrow``. What is moved
between which stages, what it costs, and what would break first is told in ``docs/SCALE.md``.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tifa import _tifa

if TYPE_CHECKING:
    import pyarrow
    from pyspark import Broadcast
    from pyspark.sql import DataFrame, SparkSession

    Known = bytes | Broadcast[bytes]


class _Stage:
    """A stage as a function over the batches of a partition. ``known`` is what it has to know of all partitions."""

    def __init__(self, name: str, known: Known = b"") -> None:
        self.name = name
        self.known = known

    def __call__(self, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        known = self.known if isinstance(self.known, bytes) else self.known.value
        stage = _tifa.SparkStage(self.name, known)
        for batch in batches:
            yield from stage.take(batch)
        yield stage.finish()


class _Read:
    """Reads records, given the columns by their roles."""

    def __init__(self, roles: Mapping[str, Any]) -> None:
        self.roles = dict(roles)

    def __call__(self, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        records = _tifa.SparkRecords(**self.roles)
        for batch in batches:
            yield records.take(batch)


class _Cells:
    """Makes the rows of a table from the values in which they move between stages."""

    def __init__(self, table: str) -> None:
        self.table = table

    def __call__(self, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            yield _tifa.spark_cells(self.table, batch)


def _rows_schema() -> Any:
    from pyspark.sql.types import BinaryType, StructField, StructType

    return StructType([StructField(name, BinaryType(), False) for name in ("key", "order", "value")])


def _map(name: str, rows: DataFrame, known: Known = b"") -> DataFrame:
    """Runs a stage on each partition alone."""
    return rows.mapInArrow(_Stage(name, known), _rows_schema())


def _reduce(name: str, rows: DataFrame, known: Known = b"") -> DataFrame:
    """Runs a stage on rows of which those of one key are together, in order."""
    together = rows.repartition("key").sortWithinPartitions("key", "order")
    return _map(name, together, known)


def _ask(documents: DataFrame, requests: DataFrame, *, every: bool = False) -> DataFrame:
    """Documents with what is asked of them as ``order``: those with a request, or every one.

    Documents stay where they are: they are partitioned and sorted by their ids, so requests come to them. They are never
    sent to all workers by way of the driver, as Spark would do with few requests if it were not told to merge.
    """
    from pyspark.sql import functions as F

    asked = requests.select(F.col("key").alias("of"), F.col("value").alias("request")).hint("merge")
    joined = documents.join(asked, documents["key"] == asked["of"], "left" if every else "inner")
    nothing = F.lit(bytearray())
    return joined.select("key", F.coalesce("request", nothing).alias("order"), "value")


class _Documents:
    """The documents of a corpus, partitioned and sorted by their ids, and kept until they are released."""

    def __init__(self, df: DataFrame, roles: Mapping[str, Any], partitions: int) -> None:
        from pyspark import StorageLevel
        from pyspark.sql import functions as F

        wanted = _tifa.SparkRecords(**roles).wanted(df.columns)
        texts = [F.col(f"`{name}`").cast("string").alias(name) for name in wanted]
        read = df.select(*texts).mapInArrow(_Read(roles), _rows_schema())
        placed = read.repartition(partitions, "key").sortWithinPartitions("key", "order")
        self.read = placed.persist(StorageLevel.MEMORY_AND_DISK)
        is_document = F.length("order") == 0
        self.rows = self.read.filter(is_document)
        self.omissions = self.read.filter(~is_document).select(
            F.decode("key", "UTF-8").alias("document"), F.decode("value", "UTF-8").alias("reason")
        )

    def check(self) -> None:
        """Raises an exception if a document has no id, or shares it with another, or there is none."""
        from pyspark.sql import functions as F

        counts = self.rows.groupBy("key").count().filter((F.col("count") > 1) | (F.length("key") == 0))
        bad = counts.select(F.decode("key", "UTF-8").alias("id"), "count").orderBy("id").limit(5).collect()
        for row in bad:
            if row["id"] == "":
                raise ValueError(f"{row['count']} records have no id; name the column that holds it with id=")
        if bad:
            ids = ", ".join(f"{row['id']!r} ({row['count']} records)" for row in bad)
            raise ValueError(f"ids must be unique; these are not: {ids}")
        if self.rows.isEmpty():
            raise ValueError("no document could be read: no record has a text; name its column with text=")


def _marks(documents: DataFrame) -> DataFrame:
    """What each document repeats: its id as ``key``, the id of the other as ``value``."""
    requests = _reduce("same fingerprint", _map("fingerprints", documents))
    exact = _reduce("same text", _map("text by fingerprint", _ask(documents, requests))).persist()
    bands = _map("bands", _ask(documents, exact, every=True))
    pairs = _reduce("pairs", _reduce("meeting", bands))
    alike = _reduce("alike", _map("text by pair", _ask(documents, pairs)))
    near = _reduce("near-duplicates", alike)
    return _reduce("original", _map("following", exact.unionAll(near)))


def _merge(name: str, rows: DataFrame) -> DataFrame:
    """Merges the rows of all partitions to one, by way of some partitions, so that no task takes in too many."""
    parts = rows.rdd.getNumPartitions()
    between = math.isqrt(parts)
    if between > 1:
        rows = _map(name, rows.repartition(between))
    return _map(name, rows.repartition(1))


def _only_value(rows: DataFrame) -> bytes:
    """The value of the one row that a merge gives."""
    row = rows.select("value").first()
    return bytes(row["value"]) if row else b""


class _TableRows:
    """Makes the rows of tables from the merged tally, on the worker that has it."""

    def __init__(self, options: Mapping[str, Any], known: Broadcast[bytes], look: Broadcast[bytes]) -> None:
        self.options = dict(options)
        self.known = known
        self.look = look

    def __call__(self, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        miner = _tifa.SparkMiner(**self.options)
        for batch in batches:
            yield from miner.table_rows(self.known.value, self.look.value, batch)


class SparkReport(Mapping[str, "DataFrame"]):
    """The tables of a run by their names, each a DataFrame in the order of the table.

    A table's columns are those of its CSV file: strings, ``bigint``, ``double``, ``boolean``, arrays of strings; dates are
    strings as exact as they are known; what is missing is null. The rows that the tables are made from are kept on the
    workers until :meth:`release` is called.
    """

    def __init__(self, rows: DataFrame, names: Iterable[str], omissions: DataFrame, kept: list[DataFrame]) -> None:
        self._rows = rows
        self._names = list(names)
        self._kept = kept
        #: Records that could not be used, or not wholly: ``document`` (its id, if it has one) and ``reason``.
        self.omissions = omissions

    def __getitem__(self, name: str) -> DataFrame:
        if name not in self._names:
            raise KeyError(f"there is no table {name!r}; the tables are {', '.join(self._names)}")
        return self._ordered(name).mapInArrow(_Cells(name), _table_schema(name))

    def __getattr__(self, name: str) -> DataFrame:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError as error:
            raise AttributeError(str(error)) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def _ordered(self, name: str) -> DataFrame:
        from pyspark.sql import functions as F

        return self._rows.filter(F.col("key") == F.lit(name.encode())).orderBy("order")

    def write(self, folder: str | os.PathLike[str]) -> None:
        """Writes every table as a CSV file into a folder of the driver: the bytes that ``tifa mine`` would write.

        The rows of a table come to the driver partition by partition and are not gathered there.
        """
        os.makedirs(folder, exist_ok=True)
        for name in self._names:
            csv = _tifa.SparkCsv(name, os.path.join(folder, f"{name}.csv"))
            for row in self._ordered(name).select("value").toLocalIterator():
                csv.add(bytes(row["value"]))
            csv.finish()

    def release(self) -> None:
        """Lets the workers forget what the tables are made from. They are computed again if they are still asked for."""
        for rows in self._kept:
            rows.unpersist()


def _table_schema(name: str) -> Any:
    from pyspark.sql import types as T

    kinds = {
        "text": T.StringType(),
        "integer": T.LongType(),
        "real": T.DoubleType(),
        "boolean": T.BooleanType(),
        "date": T.StringType(),
        "list": T.ArrayType(T.StringType()),
    }
    columns = dict(_tifa.spark_tables())[name]
    return T.StructType([T.StructField(column, kinds[kind]) for column, kind in columns])
