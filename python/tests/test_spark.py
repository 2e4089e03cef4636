"""The tables from a cluster of two worker processes are those of one machine, byte for byte.

Run by ``make test-spark``, which installs pyspark; ``make test-python`` passes over this file.
"""

from __future__ import annotations

import filecmp
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pyspark = pytest.importorskip("pyspark")

import tifa  # noqa: E402
import tifa.spark  # noqa: E402

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
SCHEMA = "id string, title string, date string, source string, text string, path string"


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    os.environ.setdefault("SPARK_HOME", os.path.dirname(pyspark.__file__))
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    os.environ["SPARK_LOCAL_HOSTNAME"] = "localhost"
    session = (
        pyspark.sql.SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "3")
        .config("spark.ui.showConsoleProgress", "false")
        .getOrCreate()
    )
    yield session
    session.stop()


def records() -> list[dict[str, str]]:
    """The sample, and made-up documents: copies, near-copies, footers, one a thousand times longer than the rest."""
    found = []
    for file in sorted(SAMPLE.rglob("*.txt")):
        text = file.read_text(encoding="utf-8", errors="replace")
        found.append({"id": file.relative_to(SAMPLE).as_posix(), "text": text})
    labels = ["“两不愁三保障”", "四个不摘", "“五个一”工程", "“六稳”", "两不愁、三保障", "十四五规划"]

    def sentence(number: int) -> str:
        label = labels[number % len(labels)]
        return f"第{number % 97}个村落实{label}，修好了{number % 13}里路，绿水青山就是金山银山。"

    for number in range(60):
        body = "\n".join(sentence(number % 12 * 31 + line * line) for line in range(12))
        if number % 5 == 1:
            body = f"本报讯　{body}"
        if number % 5 == 2:
            body = body.replace("，", "，\n")
        text = f"要闻回顾\n{body}\n某县报编辑部" if number % 2 else body
        record = {"id": f"made-up-{number:03}", "text": text, "title": f"第{number}号"}
        if number % 4:
            record["date"] = f"2020-{1 + number % 3:02}-{1 + number % 28:02}"
        if number % 3:
            record["source"] = "某县报"
        found.append(record)
    long = "\n".join(sentence(number * number) for number in range(12_000))
    found.append({"id": "made-up-long", "text": long, "date": "2020-02"})
    return found


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "records.jsonl"
    lines = (json.dumps(record, ensure_ascii=False) for record in records())
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def expected(program: Any, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the program writes."""
    out = tmp_path_factory.mktemp("expected") / "report"
    program("mine", corpus, "-o", out, "--by-column", "source", "--with", "quotes", "--with", "phrases")
    return out


OPTIONS: dict[str, Any] = {"path": "path", "by_column": ["source"], "with_": ["quotes", "phrases"]}


def frame(spark: Any, corpus: Path) -> Any:
    """The records in four partitions, of which one is empty, the copies of a text in different ones."""
    rows = []
    for number, line in enumerate(corpus.read_text(encoding="utf-8").splitlines(), 1):
        record = {**json.loads(line), "path": f"{corpus}:{number}"}
        rows.append(tuple(record.get(name.split()[0]) for name in SCHEMA.split(", ")))
    context = spark.sparkContext
    parts = [context.parallelize(rows[start::3], 1) for start in range(3)]
    return spark.createDataFrame(context.union([*parts, context.parallelize([], 1)]), SCHEMA)


def differing(expected: Path, found: Path) -> list[str]:
    names = sorted(path.name for path in expected.glob("*.csv"))
    assert sorted(path.name for path in found.glob("*.csv")) == names
    return [name for name in names if not filecmp.cmp(expected / name, found / name, shallow=False)]


def test_two_workers_make_the_tables_of_one_machine(
    spark: Any, corpus: Path, expected: Path, tmp_path: Path
) -> None:
    df = frame(spark, corpus)
    assert df.rdd.glom().map(len).collect().count(0) == 1
    report = tifa.spark.mine(df, text="text", **OPTIONS)
    report.write(tmp_path)
    assert differing(expected, tmp_path) == []

    # The same values as columns, in the same order.
    for name in ("formulas", "expansions"):
        with (expected / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header = file.readline().rstrip("\r\n").split(",")
            count = sum(1 for _ in file)
        assert report[name].columns == header
        assert len(report[name].collect()) == count
    formulas = report.formulas.select("formula", "mentions").limit(2).collect()
    assert formulas[0]["mentions"] >= formulas[1]["mentions"]
    assert report.omissions.count() == 0
    report.release()


def workers(spark: Any) -> list[int]:
    """The worker processes of this session, by their process ids."""
    driver = spark.sparkContext._jvm.java.lang.ProcessHandle.current()
    found = []
    for child in driver.descendants().toArray():
        if "CoarseGrainedExecutorBackend" in child.info().commandLine().orElse(""):
            found.append(child.pid())
    return found


def test_a_worker_that_is_killed_changes_nothing(
    spark: Any, corpus: Path, expected: Path, tmp_path: Path
) -> None:
    killed: list[int] = []
    done = threading.Event()
    tracker = spark.sparkContext.statusTracker()
    begun = max(tracker.getJobIdsForGroup(None), default=0)

    def kill() -> None:
        # In the middle of the work: some jobs after its beginning, while a stage is running.
        while not done.is_set():
            if max(tracker.getJobIdsForGroup(None), default=0) >= begun + 8 and tracker.getActiveStageIds():
                worker = workers(spark)[0]
                os.kill(worker, signal.SIGKILL)
                killed.append(worker)
                return
            time.sleep(0.05)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        report = tifa.spark.mine(frame(spark, corpus), **OPTIONS)
        report.write(tmp_path)
    finally:
        done.set()
        killer.join()
    assert len(killed) == 1
    assert differing(expected, tmp_path) == []
    report.release()


def test_ids_must_be_there_and_unique(spark: Any) -> None:
    rows = [("a", "修路"), ("b", "建桥"), ("a", "办学")]
    with pytest.raises(tifa.InputError, match=r"unique.*'a' \(2 records\)"):
        tifa.spark.mine(spark.createDataFrame(rows, "id string, text string"))
    with pytest.raises(tifa.InputError, match="2 records have no id"):
        tifa.spark.mine(spark.createDataFrame([("修路",), ("建桥",)], "text string"))
    with pytest.raises(tifa.InputError, match="no document could be read"):
        tifa.spark.mine(spark.createDataFrame(rows, "id string, words string"))


def test_what_a_cluster_cannot_do_is_refused(spark: Any) -> None:
    df = spark.createDataFrame([("a", "修路")], "id string, text string")
    for name, value in {"memory": "1G", "xlsx": True, "text_column": "text"}.items():
        with pytest.raises(TypeError, match=name):
            tifa.spark.mine(df, **{name: value})
    with pytest.raises(tifa.OptionError, match="duplicates"):
        tifa.spark.mine(df, duplicates="some")


def test_columns_go_by_other_names_and_types_and_what_cannot_be_used_is_told(spark: Any) -> None:
    rows = [(7, "落实“四个不摘”。", "soon"), (12, "落实“四个不摘”。修路。", None), (13, " ", None)]
    df = spark.createDataFrame(rows, "number bigint, words string, date string")
    report = tifa.spark.mine(df, text="words", id="number", phrases=False, collocates=None)
    assert "collocates" not in report
    assert [row["document"] for row in report.documents.collect()] == ["12", "7"]
    assert [tuple(row) for row in report.formulas.select("formula", "mentions").collect()] == [("四个不摘", 2)]
    assert "soon" in {row["document"]: row["reason"] for row in report.omissions.collect()}["7"]
    report.release()
