"""The tables in Arrow's memory hold what the CSV files hold."""

import csv
import ctypes
import json
import sys

import pandas
import polars
import pyarrow
import pytest
import tifa
from conftest import SAMPLE

pytestmark = pytest.mark.filterwarnings("ignore::tifa.OmissionWarning")

csv.field_size_limit(sys.maxsize)

ARROW = {"integer": "int64", "number": "double", "boolean": "bool", "string": "large_string"}


@pytest.fixture(scope="module")
def report():
    return tifa.mine(SAMPLE, by_column="source")


@pytest.fixture(scope="module")
def written(report, tmp_path_factory):
    folder = tmp_path_factory.mktemp("written")
    report.write(folder)
    return folder


def value(field, text):
    """The value of a CSV cell; None for an empty one."""
    if text == "":
        return None
    match field["type"]:
        case "integer":
            return int(text)
        case "number":
            return float(text)
        case "boolean":
            return {"true": True, "false": False}[text]
        case _:
            # One apostrophe in front was added, so that no spreadsheet runs the cell.
            return text.removeprefix("'")


def as_in_csv(value):
    if isinstance(value, list):
        return "|".join(item.replace("|", "／") for item in value)
    return value


def test_every_cell_is_that_of_the_csv_file(report, written):
    package = json.loads((written / "datapackage.json").read_text("utf-8"))
    assert sorted(report.tables) == sorted(resource["name"] for resource in package["resources"])
    cells = 0
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        with open(written / resource["path"], encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        table = report[resource["name"]].to_arrow()
        assert table.column_names == header == [field["name"] for field in fields]
        assert table.num_rows == len(rows)
        for place, field in enumerate(fields):
            expected = [value(field, row[place]) for row in rows]
            column = table.column(place)
            assert [as_in_csv(cell) for cell in column.to_pylist()] == expected, field["name"]
            described = table.schema.field(place)
            assert str(described.type) in (ARROW[field["type"]], "list<item: large_string>")
            assert field["description"].startswith(described.metadata[b"description"].decode())
            cells += len(rows)
        table.validate(full=True)
    assert cells > 10_000


def test_lists_are_lists_and_missing_is_null(report):
    formulas = report.formulas.to_arrow()
    row = next(row for row in formulas.to_pylist() if row["formula"] == "两不愁三保障")
    assert row["expansion"][:2] == ["不愁吃", "不愁穿"] and row["mentions"] == 10
    assert formulas["expansion"].null_count > 0


def test_pandas_and_polars_get_the_same(report):
    for name in report:
        arrow = report[name].to_arrow()
        frame, polar = report[name].to_pandas(), report[name].to_polars()
        assert isinstance(frame, pandas.DataFrame) and isinstance(polar, polars.DataFrame)
        assert frame.shape == polar.shape == report[name].shape == arrow.shape
        assert list(frame.columns) == polar.columns == [column.name for column in report[name].columns]
        assert polar.to_dicts() == arrow.to_pylist()
        for column in report[name].columns:
            if column.type == "int64":
                # Whole numbers stay whole, with or without missing ones.
                assert str(frame[column.name].dtype) in ("int64", "Int64")
                kept = [None if pandas.isna(cell) else cell for cell in frame[column.name]]
                assert kept == arrow[column.name].to_pylist()


def test_nothing_is_copied_on_the_way_to_arrow(report):
    def addresses():
        table = pyarrow.table(report.formulas)
        return [
            buffer.address
            for column in table.columns
            for chunk in column.chunks
            for buffer in chunk.buffers()
            if buffer is not None and buffer.size > 0
        ]

    # Twice the same memory: each consumer is given the report's own.
    assert addresses() == addresses()


def test_a_table_outlives_its_report():
    report = tifa.mine("data/sample/news.jsonl", phrases=False)
    table = report.documents
    arrow = table.to_arrow()
    count = len(table)
    del report, table
    assert arrow.num_rows == count and arrow["document"].to_pylist()[0]


def test_a_capsule_that_nobody_takes_is_freed(report):
    for _ in range(100):
        capsule = report.formulas.__arrow_c_stream__()
        ctypes.pythonapi.PyCapsule_IsValid.argtypes = [ctypes.py_object, ctypes.c_char_p]
        assert ctypes.pythonapi.PyCapsule_IsValid(capsule, b"arrow_array_stream")
    assert pyarrow.schema(report.formulas) == report.formulas.to_arrow().schema


def test_tables_say_what_they_are(report):
    column = next(column for column in report.formulas.columns if column.name == "per_million")
    assert column.type == "double" and column.unit and column.description
    assert repr(report.formulas).startswith("<tifa table formulas: ")
    assert "两不愁三保障" in report.formulas._repr_html_()
    assert "documents" in repr(report)
