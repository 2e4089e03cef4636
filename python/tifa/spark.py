"""Mines a corpus that lies on a Spark cluster, with the same tables as on one machine.

    import tifa.spark
    report = tifa.spark.mine(df, text="text", id="id", date="date")
    report.formulas.show()
    report["mentions"].write.parquet("mentions")

The package must be installed on the driver and on every worker, with ``pyspark``, ``pyarrow`` and
``pandas``, without which Spark hands no batches to Python. What is moved
between which stages, what it costs, and what would break first is told in ``docs/SCALE.md``.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tifa import _tifa
from tifa._errors import InputError
from tifa._mine import mining
from tifa._options import FindOptions, finding

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
        from pyspark.sql import functions as F

        wanted = _tifa.SparkRecords(**roles).wanted(df.columns)
        texts = [F.col(f"`{name}`").cast("string").alias(name) for name in wanted]
        read = df.select(*texts).mapInArrow(_Read(roles), _rows_schema())
        self.read = read.repartition(partitions, "key").sortWithinPartitions("key", "order")
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
                raise InputError(f"{row['count']} records have no id; name the column that holds it with id=")
        if bad:
            ids = ", ".join(f"{row['id']!r} ({row['count']} records)" for row in bad)
            raise InputError(f"ids must be unique; these are not: {ids}")
        if self.rows.isEmpty():
            raise InputError("no document could be read: no record has a text; name its column with text=")


def _marks(work: _Work, documents: DataFrame) -> DataFrame:
    """What each document repeats: its id as ``key``, the id of the other as ``value``."""
    requests = _reduce("same fingerprint", _map("fingerprints", documents))
    exact = work.make(_reduce("same text", _map("text by fingerprint", _ask(documents, requests))))
    bands = _map("bands", _ask(documents, exact, every=True))
    pairs = work.make(_reduce("pairs", _reduce("meeting", bands)))
    alike = _reduce("alike", _map("text by pair", _ask(documents, pairs)))
    near = _reduce("near-duplicates", alike)
    return work.make(_reduce("original", _map("following", exact.unionAll(near))))


class _Tables:
    """Makes the rows of tables from the merged tally and the quoted phrases, on the worker that has them."""

    def __init__(self, found: dict[str, Any], chosen: dict[str, Any], known: Broadcast[bytes]) -> None:
        # Files were read on the driver, and what they say is in what is known.
        self.found = {**found, "lexicon": None, "background": None}
        self.chosen = chosen
        self.known = known

    def __call__(self, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        tables = _tifa.SparkTables(self.found, self.chosen, self.known.value)
        for batch in batches:
            tables.take(batch)
        yield tables.finish()


class SparkReport(Mapping[str, "DataFrame"]):
    """The tables of a run by their names, each a DataFrame in the order of the table.

    A table's columns are those of its CSV file: strings, ``bigint``, ``double``, ``boolean``, arrays of strings; dates are
    strings as exact as they are known; what is missing is null. The rows that the tables are made from are kept on the
    workers until :meth:`release` is called.
    """

    def __init__(self, sources: Mapping[str, DataFrame], omissions: DataFrame, kept: list[DataFrame]) -> None:
        #: By the name of a table, rows between stages that hold those of the table in its order.
        self._sources = dict(sources)
        self._kept = kept
        #: Records that could not be used, or not wholly: ``document`` (its id, if it has one) and ``reason``.
        self.omissions = omissions

    def __getitem__(self, name: str) -> DataFrame:
        return self._rows(name).mapInArrow(_Cells(name), _table_schema(name))

    def __getattr__(self, name: str) -> DataFrame:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError as error:
            raise AttributeError(str(error)) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)

    def _rows(self, name: str) -> DataFrame:
        if name not in self._sources:
            raise KeyError(f"there is no table {name!r}; the tables are {', '.join(self._sources)}")
        return _of_key(self._sources[name], name.encode())

    def write(self, folder: str | os.PathLike[str]) -> None:
        """Writes every table as a CSV file into a folder of the driver: the bytes that ``tifa mine`` would write.

        The rows of a table come to the driver partition by partition and are not gathered there.
        """
        os.makedirs(folder, exist_ok=True)
        for name in self._sources:
            csv = _tifa.SparkCsv(name, os.path.join(folder, f"{name}.csv"))
            for row in self._rows(name).select("value").toLocalIterator():
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


def mine(
    df: DataFrame,
    text: str | None = None,
    *,
    id: str | None = None,
    title: str | None = None,
    date: str | None = None,
    source: str | None = None,
    path: str | None = None,
    partitions: int | None = None,
    **options: Any,
) -> SparkReport:
    """Mines the records of a DataFrame for what they repeat, on the workers that hold them.

    Parameters
    ----------
    df
        A row is a document.
    text, id, title, date, source
        The columns, of any type that can be cast to a string; known by their usual names if not given. Every record
        must have an id, and no two the same: ids order the documents wherever their order matters.
    path
        The column whose values become the column ``path`` of ``documents``; empty if not given.
    partitions
        In how many parts the documents are kept and looked at; ``spark.sql.shuffle.partitions`` if not given. A part
        of 100 to 200 MB of text is a good size.
    options
        Those of :func:`tifa.mine` but for ``memory``, ``threads``, ``progress``, ``evidence``, ``name``, ``exclude``, and
        those that name columns. Files (``lexicon``, ``background``) are read on the driver.

    Returns
    -------
    SparkReport
        The tables, equal to those of :func:`tifa.mine` for the same records. Call :meth:`SparkReport.release` when they
        are no longer needed.

    Raises
    ------
    InputError
        There is no document, or a record has no id, or shares it with another.
    OptionError
        An option cannot be as it is.
    TypeError
        An option is not known, or means nothing on a cluster.
    """
    found, chosen = _options(options)
    miner = _tifa.SparkMiner(found, chosen)
    spark = df.sparkSession
    if partitions is None:
        partitions = int(str(spark.conf.get("spark.sql.shuffle.partitions", "200")))
    roles = {"id": id, "text": text, "title": title, "date": date, "source": source, "path": path}
    documents = _Documents(df, {**roles, "metadata": chosen["by_column"]}, partitions)
    work = _Work(spark, partitions)
    try:
        return _report(work, miner, documents, found, chosen)
    except BaseException:
        work.give_up()
        raise
    finally:
        work.done()


def _report(
    work: _Work, miner: _tifa.SparkMiner, documents: _Documents, found: dict[str, Any], chosen: dict[str, Any]
) -> SparkReport:
    """All stages in their order. Each ends with an action, so that Spark names the work that it does for it."""
    from pyspark.sql import functions as F

    with work.step("read"):
        work.keep(documents.read)
        documents.check()
        omissions = work.make(documents.omissions, for_good=True)
    with work.step("duplicates"):
        looked_for = found["duplicates"] != "keep"
        marks = _marks(work, documents.rows) if looked_for else documents.rows.filter(F.lit(False))
    marked = _ask(documents.rows, marks, every=True)
    mined = marked if found["duplicates"] == "report" else marked.filter(F.length("order") == 0)
    with work.step("repeated lines"):
        if not found["keep_furniture"]:
            lines = _reduce("repeated lines", _map("lines", mined)).select("key").collect()
            miner.take_repeated_lines([bytes(row["key"]) for row in lines])
    with work.step("first look"):
        looks = work.make(work.merged("merge first looks", _map("first look", marked, work.share(miner.known()))))
        miner.decide(_value(looks, b"look"))
        quotes = _value(looks, b"quotes") if miner.counts_quotes else None
    phrases, counted_phrases = None, []
    if miner.wants_phrases:
        phrases = _phrases(work, miner, mined)
        first = phrases.orderBy("order").limit(miner.counted_phrases)
        table = first.mapInArrow(_Cells("phrases"), _table_schema("phrases"))
        counted_phrases = [row["phrase"] for row in table.select("phrase").collect()]
    miner.plan(quotes, counted_phrases)
    with work.step("count"):
        known = work.share(miner.known())
        counted = work.make(_map("count", marked, known), for_good=True)
    with work.step("tables"):
        is_tally = F.col("key") == F.lit(b"tally")
        sums = work.merged("merge tallies", counted.filter(is_tally)).unionAll(_of_key(looks, b"quotes"))
        tables = sums.repartition(1).mapInArrow(_Tables(found, chosen, known), _rows_schema())
        others = work.make(tables, for_good=True)
    # What one task made is in order already.
    sources = {name: others for name in miner.tables}
    sources |= {name: counted.orderBy("order") for name in ("documents", "mentions", "expansions")}
    if phrases is not None:
        sources["phrases"] = phrases
    return SparkReport(sources, omissions, work.kept_for_good)


def _phrases(work: _Work, miner: _tifa.SparkMiner, mined: DataFrame) -> DataFrame:
    """The rows of ``phrases``, of the documents that are counted."""
    from pyspark.sql import functions as F

    is_census = F.col("key") == F.lit(b"census")
    with work.step("census of phrases"):
        sketches = work.make(_map("census", mined, work.share(miner.known())))
        census = _value(work.merged("merge censuses", sketches.filter(is_census)), b"census")
        miner.take_census(census, work.partitions)
        known = work.share(miner.known())
    with work.step("reprints"):
        pairs = _reduce("reprints", sketches.filter(~is_census))
        first_prints = work.make(_reduce("first prints", pairs))
    with work.step("search for phrases"):
        extracts = _map("extracts", _ask(mined, first_prints, every=True), known)
        found = work.make(_reduce("search range", extracts, known))
    with work.step("ranking of phrases"):
        return work.make(_map("rank phrases", found.repartition(1), known), for_good=True)


class _Work:
    """What is kept on the cluster while the work is under way."""

    def __init__(self, spark: SparkSession, partitions: int) -> None:
        self._context = spark.sparkContext
        self.partitions = partitions
        self._kept: list[DataFrame] = []
        #: What the tables are made from.
        self.kept_for_good: list[DataFrame] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Names the jobs that are begun in it, for who looks at what the cluster does."""
        before = self._context.getLocalProperty(_DESCRIPTION)
        self._context.setLocalProperty(_DESCRIPTION, f"tifa: {name}")
        try:
            yield
        finally:
            self._context.setLocalProperty(_DESCRIPTION, before)  # type: ignore[arg-type]

    def keep(self, rows: DataFrame, *, for_good: bool = False) -> DataFrame:
        """Keeps rows that several stages take, once they are computed."""
        from pyspark import StorageLevel

        (self.kept_for_good if for_good else self._kept).append(rows.persist(StorageLevel.MEMORY_AND_DISK))
        return rows

    def make(self, rows: DataFrame, *, for_good: bool = False) -> DataFrame:
        """Computes rows now, and keeps them."""
        self.keep(rows, for_good=for_good).count()
        return rows

    def share(self, value: bytes) -> Broadcast[bytes]:
        """Hands a value to every worker."""
        return self._context.broadcast(value)

    def merged(self, name: str, rows: DataFrame) -> DataFrame:
        """Merges the rows of all partitions to one, by way of some, so that no task takes in too many."""
        between = math.isqrt(self.partitions)
        if between > 1:
            rows = _map(name, rows.repartition(between))
        return _map(name, rows.repartition(1))

    def give_up(self) -> None:
        """Lets go of what the tables would have been made from."""
        for rows in self.kept_for_good:
            rows.unpersist()

    def done(self) -> None:
        """Lets go of what is kept for the work alone."""
        for rows in self._kept:
            rows.unpersist()


_DESCRIPTION = "spark.job.description"


def _of_key(rows: DataFrame, key: bytes) -> DataFrame:
    from pyspark.sql import functions as F

    return rows.filter(F.col("key") == F.lit(key))


def _value(rows: DataFrame, key: bytes) -> bytes:
    """The value of the one row of this key."""
    return bytes(_of_key(rows, key).select("value").collect()[0]["value"])


_NOT_ON_A_CLUSTER = ("memory", "threads", "progress", "evidence", "name", "exclude")


def _options(options: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The options in the form that the compiled half takes."""
    for name in options:
        if name in _NOT_ON_A_CLUSTER or name.endswith("_column") and name != "by_column":
            raise TypeError(f"mine() takes no {name!r} on a cluster")
    shared = {name: value for name, value in options.items() if name in FindOptions.__annotations__}
    others = {name: value for name, value in options.items() if name not in shared}
    return finding("mine", shared), mining(**others)  # type: ignore[arg-type]
