"""What other programs read in a report is what its CSV tables hold.

Mines the sample, and a corpus of oddities that spreadsheets like to spoil, with the program in TIFA.
SOFFICE is LibreOffice's program.
"""

import csv
import datetime
import json
import math
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import duckdb
import frictionless
import networkx
import openpyxl
import pandas
from openpyxl.utils.escape import unescape

TIFA = os.environ["TIFA"]
SOFFICE = os.environ["SOFFICE"]
ROOT = Path(__file__).resolve().parents[2]
# What a cell of a workbook can hold, in UTF-16 units.
CELL = 32767
# Separator, quotation mark, UTF-8, and then: text in quotation marks, numbers and dates in full and not
# as shown, and every sheet in a file of its own.
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1"

csv.field_size_limit(sys.maxsize)


def odd_documents():
    text = "县里落实“四个不摘”：不摘责任、不摘政策、不摘帮扶、不摘监管。又抓“六稳”，又讲“=1+N”。"
    long = "\U0001F4A7\U00020000" + "长" * 33000
    return [
        {"id": "0012", "title": "=1+1", "date": "2020-07-16", "source": "+报", "text": text},
        {"id": "-3", "title": "http://a.example/?a=1&b=<2>", "date": "2020-07", "source": "@报",
         "text": "会上讲“六稳”，也讲“四个不摘”，还讲“1+N”。"},
        {"id": "1e5", "title": "_x0041_ \u0001\tTab“引”,\"q\"", "date": "2020", "source": "'报",
         "text": "再讲“六稳”\u0000和“四个不摘”，再讲“+1+N”。"},
        {"id": "=甲", "title": long, "date": "1850-01-01", "source": "TRUE",
         "text": "旧档里抄着“六稳”，|竖线也在：“四个不摘”。"},
        {"id": "TRUE", "title": "1900-01-01", "date": "1900-01-01", "source": "0012",
         "text": "“六稳”与“四个不摘”同在，又说“两不愁三保障”。"},
        {"id": "2020-01-01", "title": "", "date": "", "source": "",
         "text": "没有日期的一篇，说“六稳”。"},
    ]


def mine(corpus, folder):
    # 1 says that some input was left out, such as the sample's file that is no text.
    ended = subprocess.run([TIFA, "mine", corpus, "-o", folder, "--quiet", "--xlsx", "--parquet"], cwd=ROOT)
    assert ended.returncode in (0, 1), ended


class Table:
    """A table of the report as datapackage.json describes it."""

    def __init__(self, folder, resource):
        self.name = resource["name"]
        self.fields = resource["schema"]["fields"]
        self.columns = [field["name"] for field in self.fields]
        with open(folder / resource["path"], encoding="utf-8", newline="") as file:
            header, *self.texts = csv.reader(file)
        assert header == self.columns, self.name

    def rows(self):
        return [[value(field, text) for field, text in zip(self.fields, row, strict=True)]
                for row in self.texts]


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


def as_in_a_workbook(field, value):
    """A value of the table as a workbook holds it."""
    if not isinstance(value, str):
        return value
    if "pattern" in field.get("constraints", {}) and len(value) == 10 and value >= "1900-03-01":
        return datetime.datetime.fromisoformat(value)
    if len(value.encode("utf-16-le")) // 2 > CELL:
        kept = value.encode("utf-16-le")[: 2 * (CELL - 1)].decode("utf-16-le", "ignore")
        return kept + "…"
    return value


def as_read(value):
    """The value of a cell of which openpyxl leaves _x0001_ as it is written."""
    return unescape(value) if isinstance(value, str) else value


class Interop(unittest.TestCase):
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.place.cleanup)
        place = Path(cls.place.name)
        odd = place / "odd.jsonl"
        lines = [json.dumps(document, ensure_ascii=False) for document in odd_documents()]
        odd.write_text("\n".join(lines), encoding="utf-8")
        cls.folders = [place / "sample-report", place / "odd-report"]
        for corpus, folder in zip(["data/sample", odd], cls.folders):
            mine(corpus, folder)

    def reports(self):
        for folder in self.folders:
            package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
            yield folder, [Table(folder, resource) for resource in package["resources"]]

    def test_the_data_package_is_valid(self):
        for folder, tables in self.reports():
            report = frictionless.validate(str(folder / "datapackage.json"))
            self.assertTrue(report.valid, report.to_summary())
            self.assertEqual(report.stats["tasks"], len(tables))
            self.assertGreater(sum(len(table.texts) for table in tables), 20)

    def test_the_workbook_holds_the_cells_of_the_tables(self):
        for folder, tables in self.reports():
            book = openpyxl.load_workbook(folder / "tables.xlsx")
            self.assertEqual(sorted(book.sheetnames), sorted(["tables", *(t.name for t in tables)]))
            for table in tables:
                sheet = book[table.name]
                header, *rows = sheet.iter_rows()
                self.assertEqual([cell.value for cell in header], table.columns)
                self.assertEqual(sheet.freeze_panes, "B2")
                self.assertEqual(sheet.auto_filter.ref, sheet.dimensions)
                for cell, field in zip(header, table.fields):
                    self.assertTrue(cell.comment.text.startswith(field["description"]), cell)
                expected = [[as_in_a_workbook(field, value) for field, value in zip(table.fields, row)]
                            for row in table.rows()]
                got = [[as_read(cell.value) for cell in row] for row in rows]
                self.assertEqual(got, expected, table.name)
                kinds = {cell.data_type for row in rows for cell in row}
                self.assertLessEqual(kinds, {"n", "s", "inlineStr", "b", "d"}, table.name)
                self.assertFalse([cell for row in rows for cell in row if cell.hyperlink])

    def test_the_workbook_says_what_it_lacks(self):
        folder = self.folders[1]
        rows = openpyxl.load_workbook(folder / "tables.xlsx")["tables"].iter_rows(values_only=True)
        header, *rows = rows
        lacks = {row[0]: dict(zip(header, row)) for row in rows}
        self.assertEqual(lacks["documents"]["cells_cut"], 1)
        self.assertEqual(lacks["formulas"]["cells_cut"], 0)
        self.assertEqual({row["rows_left_out"] for row in lacks.values()}, {0})

    def test_libreoffice_opens_the_workbook_with_the_same_cells(self):
        for folder, tables in self.reports():
            out = Path(self.place.name) / f"{folder.name}-libreoffice"
            profile = (Path(self.place.name) / "profile").as_uri()
            ended = subprocess.run(
                [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", EVERY_SHEET,
                 "--outdir", out, folder / "tables.xlsx"],
                capture_output=True, text=True, timeout=600)
            self.assertEqual(ended.returncode, 0, ended.stderr)
            for table in tables:
                with open(out / f"tables-{table.name}.csv", encoding="utf-8", newline="") as file:
                    header, *rows = csv.reader(file)
                self.assertEqual(header, table.columns)
                self.assertEqual(len(rows), len(table.texts), table.name)
                for row, expected in zip(rows, table.rows()):
                    for field, text, wanted in zip(table.fields, row, expected, strict=True):
                        wanted = as_in_a_workbook(field, wanted)
                        if isinstance(wanted, datetime.datetime):
                            wanted = wanted.date().isoformat()
                        text = text.lower() if field["type"] == "boolean" else text
                        got = None if text == "" else text
                        if field["type"] in ("integer", "number", "boolean") and got is not None:
                            got = value(field, got)
                        if isinstance(wanted, float) and got is not None:
                            # LibreOffice writes 15 digits.
                            self.assertTrue(math.isclose(got, wanted, rel_tol=1e-14), (got, wanted))
                        else:
                            self.assertEqual(got, wanted, f"{table.name}, {field['name']}")

    def test_duckdb_reads_parquet_with_the_types_and_values_of_the_tables(self):
        kinds = {"integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "string": "VARCHAR"}
        for folder, tables in self.reports():
            for table in tables:
                relation = duckdb.read_parquet(str(folder / f"{table.name}.parquet"))
                self.assertEqual(relation.columns, table.columns)
                self.assertEqual([str(kind) for kind in relation.types],
                                 [kinds[field["type"]] for field in table.fields], table.name)
                self.assertEqual([list(row) for row in relation.fetchall()], table.rows(), table.name)

    def test_pandas_reads_parquet_with_the_values_of_the_tables(self):
        for folder, tables in self.reports():
            for table in tables:
                frame = pandas.read_parquet(folder / f"{table.name}.parquet", dtype_backend="pyarrow")
                self.assertEqual(list(frame.columns), table.columns)
                got = [[None if pandas.isna(cell) else cell for cell in row]
                       for row in frame.astype(object).itertuples(index=False, name=None)]
                self.assertEqual(got, table.rows(), table.name)

    def test_the_networks_have_the_formulas_and_their_pairs(self):
        for folder, tables in self.reports():
            formulas, pairs = ({table.name: table for table in tables}[name]
                               for name in ("formulas", "cooccurrence"))
            of = lambda table: [dict(zip(table.columns, row)) for row in table.rows()]
            nodes = {row["formula"]: {key: row[key] for key in ("kind", "mentions", "documents")}
                     for row in of(formulas)}
            window = pairs.rows()[0][pairs.columns.index("window")]
            measures = ("together", "npmi", "log_likelihood", "log_dice")
            edges = {frozenset((row["a"], row["b"])):
                     {key: row[key] for key in measures if row[key] is not None}
                     for row in of(pairs) if row["window"] == window}
            self.assertGreater(len(edges), 2)

            graph = networkx.read_graphml(folder / "network.graphml")
            self.assertEqual(dict(graph.nodes(data=True)), nodes)
            self.assertEqual({frozenset((a, b)): data for a, b, data in graph.edges(data=True)}, edges)

            graph = networkx.read_gexf(folder / "network.gexf", relabel=True)
            found = {name: {key: data[key] for key in nodes[name]} for name, data in graph.nodes(data=True)}
            self.assertEqual(found, nodes)
            found = {frozenset((a, b)): {key: data[key] for key in measures if key in data}
                     for a, b, data in graph.edges(data=True)}
            self.assertEqual(found, edges)
            for _, _, data in graph.edges(data=True):
                self.assertEqual(data["weight"], data["together"])


if __name__ == "__main__":
    unittest.main()
