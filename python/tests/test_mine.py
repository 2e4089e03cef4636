"""What Python gets is what the program writes, byte for byte, wherever the documents come from."""

import json
from pathlib import Path

import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest
import tifa
from conftest import ROOT, SAMPLE, same_files

pytestmark = pytest.mark.filterwarnings("ignore::tifa.OmissionWarning")


def records():
    """The records of the sample that are records, and some that are odd."""
    lines = (ROOT / SAMPLE / "news.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    rows += [
        {"text": "县里落实“四个不摘”，又抓“六稳”。", "title": "=1+1"},
        {"id": "odd", "text": "  ", "date": "去年"},
        {"id": "odd", "text": "会上讲“六稳”|也讲“1+N”。", "date": "去年", "source": "-报"},
        {"id": "odd", "text": None},
    ]
    columns = ["id", "title", "date", "source", "text"]
    return pyarrow.table({name: [row.get(name) for row in rows] for name in columns})


def test_paths_give_the_bytes_of_the_program(sample_report, tmp_path):
    report = tifa.mine(SAMPLE)
    report.write(tmp_path)
    names = same_files(tmp_path, sample_report)
    assert {"formulas.csv", "phrases.csv", "index.html", "network.gexf"} <= set(names)
    # run.json too, but for what the run cost.
    ours, theirs = (
        json.loads((folder / "run.json").read_text("utf-8")) for folder in (tmp_path, sample_report)
    )
    del ours["performance"], theirs["performance"]
    assert ours == theirs


def test_options_mean_what_they_mean_on_the_command_line(program, tmp_path):
    theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    options = (
        "--lexicon none --min-count 3 --window document --window 2 --by quarter --by-column source --with quotes "
        "--watch 脱贫 --watch 产业 --collocates sentence --include word --include period --duplicates report "
        "--keep-furniture --min-together 2 --memory 800M --threads 1 --exclude 2013 --lang zh --xlsx --parquet"
    )
    program("mine", SAMPLE, "data/sample/reports.csv", "-o", theirs, *options.split())
    report = tifa.mine(
        [SAMPLE, Path("data/sample/reports.csv")],
        lexicon="none",
        min_count=3,
        window=["document", 2],
        by="quarter",
        by_column="source",
        with_="quotes",
        watch=["脱贫", "产业"],
        collocates="sentence",
        include=["word", "period"],
        duplicates="report",
        keep_furniture=True,
        min_together=2,
        memory="800M",
        threads=2,
        exclude=["2013"],
    )
    report.write(ours, xlsx=True, parquet=True, lang="zh")
    # A workbook is an archive of files with dates.
    names = same_files(ours, theirs, but=("run.json", "tables.xlsx"))
    assert {"tables.xlsx", "formulas.parquet", "by_column.csv"} <= set(names)


def test_without_phrases_and_collocates(program, tmp_path):
    theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    program("mine", SAMPLE, "-o", theirs, "--no-phrases", "--collocates", "none")
    report = tifa.mine(SAMPLE, phrases=False, collocates=None)
    report.write(ours)
    same_files(ours, theirs)
    assert "collocates" not in report and len(report.phrases) == 0
    with pytest.raises(KeyError, match="the tables are formulas"):
        report.collocates


def dates(table):
    """The same table with real dates where the text is one."""
    column = [None if text == "去年" else text for text in table["date"].to_pylist()]
    return table.set_column(2, "date", pyarrow.array(column).cast(pyarrow.date32()))


FRAMES = {
    "pyarrow": lambda table: table,
    "batches": lambda table: pyarrow.Table.from_batches(table.to_batches(max_chunksize=3)),
    "reader": lambda table: table.to_reader(),
    "dictionary": lambda table: table.set_column(3, "source", table["source"].dictionary_encode()),
    "large": lambda table: table.cast(
        pyarrow.schema([(name, pyarrow.large_string()) for name in table.column_names])
    ),
    "pandas": lambda table: table.to_pandas(),
    "pandas objects": lambda table: table.to_pandas().astype(object),
    "polars": polars.DataFrame,
}


@pytest.mark.parametrize("kind", FRAMES)
def test_a_data_frame_gives_the_bytes_of_a_file_with_its_records(kind, program, tmp_path):
    table = records()
    pyarrow.parquet.write_table(table, tmp_path / "news.parquet")
    theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    program("mine", "news.parquet", "-o", theirs, folder=tmp_path)
    with pytest.warns(tifa.OmissionWarning, match="news.parquet, record"):
        report = tifa.mine(FRAMES[kind](table), name="news.parquet")
    report.write(ours)
    same_files(ours, theirs, but=("run.json", "index.html"))
    told = json.loads((theirs / "run.json").read_text("utf-8"))["omissions"]
    assert [omission._asdict() for omission in report.omissions] == told


def test_dates_and_numbers_in_a_data_frame_are_read_as_they_are_written():
    frame = pandas.DataFrame(
        {
            "no": [1, 2, 3, 4],
            "day": pandas.to_datetime(
                ["2020-07-16", "2020-07-17 23:30", None, "2021-01-01"], format="ISO8601"
            ),
            "正文": ["县里抓“六稳”。", "乡里抓“六稳”。", "村里抓“六稳”。", "省里抓“六稳”。"],
        }
    )
    options = {"id_column": "no", "date_column": "day"}
    documents = tifa.mine(frame, **options).documents.to_arrow()
    assert documents["document"].to_pylist() == ["1", "2", "3", "4"]
    assert documents["date"].to_pylist() == ["2020-07-16", "2020-07-17", None, "2021-01-01"]
    # The day is that of the zone: 23:30 in Shanghai is another day in London.
    frame["day"] = frame["day"].dt.tz_localize("Asia/Shanghai")
    assert tifa.mine(frame, **options).documents.to_pandas()["date"].tolist()[1] == "2020-07-17"
    table = pyarrow.table({"text": ["县里抓“六稳”。"], "year": [2019], "id": [7.0]})
    row = tifa.mine(table).documents.to_arrow().to_pylist()[0]
    assert (row["document"], row["date"]) == ("7", "2019")


def test_threads_and_order_do_not_matter(tmp_path):
    paths = ["data/sample/news.jsonl", "data/sample/2019", "data/sample/reports.csv"]
    tifa.mine(paths, threads=1).write(tmp_path / "a")
    tifa.mine(paths[::-1], threads=3).write(tmp_path / "b")
    same_files(tmp_path / "a", tmp_path / "b")


def test_the_summary_counts_what_the_tables_hold():
    report = tifa.mine(SAMPLE)
    summary = report.summary
    assert summary["documents"] == len(report.documents) == report.documents.shape[0]
    assert summary["mentions"] == len(report["mentions"])
    assert summary["phrases"] == len(report.phrases)
    assert summary["first_date"] == "2012" and summary["last_date"] == "2024-07-08"
    assert summary["by"] == "year" or summary["by"] in ("quarter", "month")
    assert summary["omissions"] == len(report.omissions)
    assert list(report) == list(report.tables) and report.tables[0] == "formulas"
    assert report["formulas"] is report.formulas


def test_evidence_of_one_corpus_helps_another(program, tmp_path):
    tifa.mine(SAMPLE, phrases=False, evidence=tmp_path / "ours.json")
    program("mine", SAMPLE, "-o", tmp_path / "report", "--no-phrases", "--evidence", tmp_path / "theirs.json")
    assert (tmp_path / "ours.json").read_bytes() == (tmp_path / "theirs.json").read_bytes()
    text = "县里抓六稳，讲四个不摘。"
    alone = tifa.scan(text, lexicon="none")
    lent = tifa.scan(text, lexicon="none", background=tmp_path / "ours.json")
    assert len(lent) > len(alone)
