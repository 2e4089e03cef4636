"""scan, kwic and compare find what the program finds."""

import dataclasses
import json
import pickle

import pyarrow
import pytest
import tifa
from conftest import ROOT, SAMPLE, same_files

TEXT = "县里落实“四个不摘”：不摘责任、不摘政策、不摘帮扶、不摘监管。\r\n\r\n又说「兩不愁三保障」，𠀀，不说三个月。"


def test_scan_finds_what_the_program_finds(program, tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8", newline="")
    lines = [json.loads(line) for line in program("scan", path).splitlines()]
    mentions = tifa.scan(TEXT)
    assert [mention.formula for mention in mentions] == ["四个不摘", "两不愁三保障"]
    for mention, line in zip(mentions, lines, strict=True):
        assert TEXT[mention.start : mention.end] == mention.surface
        told = dataclasses.asdict(mention)
        expansion = line.pop("expansion")
        assert told.pop("items") == (expansion and expansion["items"])
        del line["document"]
        assert told == line
    assert mentions[0].items == ["不摘责任", "不摘政策", "不摘帮扶", "不摘监管"]
    assert pickle.loads(pickle.dumps(mentions)) == mentions


def test_scan_takes_any_text():
    assert tifa.scan("") == []
    assert tifa.scan("<p>“四个不摘”</p>")[0].start == 4
    assert tifa.scan("\ud800“四个不摘”")[0].start == 2
    assert not any(mention.kind == "period" for mention in tifa.scan("“十三五”时期"))
    assert tifa.scan("“十三五”时期", include="period")[0].kind == "period"
    with pytest.raises(TypeError, match="scan.. takes a text, not PosixPath|not WindowsPath"):
        tifa.scan(ROOT)


@pytest.mark.parametrize("label", ["四个不摘", "不忘初心、牢记使命", "没有这个"])
@pytest.mark.parametrize("sort", ["document", "left", "right", "date"])
def test_kwic_shows_what_the_program_prints(program, label, sort):
    printed = program("kwic", label, SAMPLE, "--width", 24, "--sort", sort)
    found = tifa.kwic(label, SAMPLE, width=24, sort=sort)
    assert "".join(f"{line}\n" for line in found.lines(width=24)) == printed
    assert found.as_formula == (label == "四个不摘")
    assert len(found) == len(printed.splitlines())


def test_a_concordance_is_a_table_with_places_in_the_original():
    text = "第一段。\n縣裡落實「四個不摘」，不放鬆。\n第三段。"
    found = tifa.kwic("四个不摘", pyarrow.table({"id": ["a"], "date": ["2020-07"], "text": [text]}), width=9)
    assert found.to_arrow().to_pylist() == [
        {
            "document": "a",
            "date": "2020-07",
            "start": 10,
            "end": 14,
            "left": "縣裡落實「",
            "surface": "四個不摘",
            "right": "」，不放鬆。",
        }
    ]
    assert str(found).startswith(" " * 30 + "縣裡落實「  四個不摘  」，不放鬆。")
    assert found.as_formula


def test_compare_finds_what_the_program_finds(program, tmp_path):
    a, b = "data/sample/reports.csv", "data/sample/news.jsonl"
    program("compare", a, b, "-o", tmp_path / "theirs", "--min-count", "2")
    comparison = tifa.compare(a, b, min_count=2)
    comparison.write(tmp_path / "ours")
    same_files(tmp_path / "ours", tmp_path / "theirs")
    ours, theirs = (
        json.loads((tmp_path / name / "run.json").read_text("utf-8")) for name in ("ours", "theirs")
    )
    assert ours["options"] == theirs["options"] and comparison.summary == theirs["counts"]
    assert len(comparison.keyness) == theirs["tables"]["keyness.csv"]
    assert "log_ratio" in comparison.keyness.to_pandas().columns


def test_periods_are_compared(program, tmp_path):
    options = ["--split-date", "2019", "--no-phrases"]
    program("compare", SAMPLE, "-o", tmp_path / "theirs", *options)
    tifa.compare(SAMPLE, split_date="2019", phrases=False).write(tmp_path / "ours")
    same_files(tmp_path / "ours", tmp_path / "theirs")
