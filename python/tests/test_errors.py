"""What goes wrong is said, with file and place, and Ctrl-C is heard."""

import json
import os
import signal
import subprocess
import sys
import threading
import warnings

import pandas
import polars
import pyarrow
import pytest
import tifa
from conftest import ROOT, SAMPLE, run_python

GOOD = '{"text": "县里抓“六稳”。"}\n'


def test_what_is_left_out_is_warned_of_and_named(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text(GOOD + "{broken\n" + GOOD, encoding="utf-8")
    with pytest.warns(tifa.OmissionWarning, match="line 2") as caught:
        report = tifa.mine(path)
    # It points at the line that called, not into the package.
    assert caught[0].filename == __file__
    (omission,) = report.omissions
    assert (omission.path, omission.place) == (str(path), "line 2") and "JSON" in omission.reason
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(tifa.OmissionWarning):
            tifa.kwic("六稳", path)


def test_no_document_is_an_error_that_names_why(tmp_path):
    missing = tmp_path / "missing"
    with pytest.raises(tifa.InputError, match="no such file or folder") as raised:
        tifa.mine(missing)
    assert raised.value.omissions[0].path == str(missing)
    for call in (
        lambda: tifa.kwic("六稳", missing),
        lambda: tifa.compare(missing, SAMPLE),
        lambda: tifa.mine([]),
        lambda: tifa.mine(pyarrow.table({"text": pyarrow.array([], pyarrow.string())})),
        lambda: tifa.mine(pandas.DataFrame()),
        lambda: tifa.mine(polars.Series(["县里抓“六稳”。"])),
    ):
        with pytest.raises(tifa.InputError):
            call()


def test_a_data_frame_without_a_text_column_says_which_it_has():
    frame = pandas.DataFrame({"headline": ["a"], "words": [["县里", "抓"]]})
    with pytest.raises(tifa.InputError, match="text_column=; the columns are: headline, words"):
        tifa.mine(frame)
    with pytest.raises(tifa.InputError, match="no column is named body"):
        tifa.mine(pandas.DataFrame({"text": ["县里抓“六稳”。"]}), text_column="body")
    mixed = pandas.DataFrame({"text": ["县里", 3]}, dtype=object)
    with pytest.raises(tifa.InputError, match="the data frame cannot be read"):
        tifa.mine(mixed)


@pytest.mark.parametrize(
    "options",
    [
        {"min_count": "many"},
        {"min_count": 0},
        {"window": "page"},
        {"by": "week"},
        {"collocates": 0},
        {"memory": "much"},
        {"include": "chained"},
        {"duplicates": "forget"},
        {"with_": "words"},
        {"with_": "phrases", "phrases": False},
        {"watch": " "},
        {"lexicon": "missing.csv"},
        {"background": "missing.json"},
        {"threads": 0},
        {"min_together": 0},
    ],
    ids=str,
)
def test_a_bad_option_is_named(options):
    name = next(iter(options))
    with pytest.raises(tifa.OptionError, match=f"^{name}: ") as raised:
        tifa.mine(SAMPLE, **options)
    assert isinstance(raised.value, ValueError) and isinstance(raised.value, tifa.TifaError)


def test_unknown_options_and_sources_are_refused():
    with pytest.raises(TypeError, match="unexpected keyword argument 'text_colum'"):
        tifa.mine(SAMPLE, text_colum="text")
    with pytest.raises(TypeError, match="a source is a path, a list of paths, or a data frame"):
        tifa.mine(3)
    with pytest.raises(tifa.OptionError, match="two corpora"):
        tifa.compare(SAMPLE)
    with pytest.raises(tifa.OptionError, match="split_date"):
        tifa.compare(SAMPLE, split_date="lately")
    with pytest.raises(tifa.OptionError, match="sort"):
        tifa.kwic("六稳", SAMPLE, sort="up")
    with pytest.raises(tifa.OptionError, match="label"):
        tifa.kwic("、", SAMPLE)


def test_too_little_memory_is_refused_with_the_number_needed():
    with pytest.raises(tifa.MemoryLimitError, match="phrases=False"):
        tifa.mine(SAMPLE, memory=1000)


@pytest.mark.filterwarnings("ignore::tifa.OmissionWarning")
def test_a_report_that_cannot_be_written_harms_nothing(tmp_path):
    report = tifa.mine("data/sample/news.jsonl", phrases=False)
    (tmp_path / "file").write_text("")
    with pytest.raises(tifa.ReportError, match="file"):
        report.write(tmp_path / "file" / "report")
    report.write(tmp_path / "report")
    before = (tmp_path / "report" / "formulas.csv").read_bytes()
    with pytest.raises(tifa.OptionError, match="lang"):
        report.write(tmp_path / "report", lang="fr")
    assert (tmp_path / "report" / "formulas.csv").read_bytes() == before
    inside = tmp_path / "corpus"
    inside.mkdir()
    (inside / "a.jsonl").write_text(GOOD, encoding="utf-8")
    with pytest.raises(tifa.ReportError, match="among the documents"):
        tifa.mine(inside).write(inside / "report")


# Enough work that no machine is done with it before the signal comes: the same few sentences, with
# numbers in Chinese so that no document repeats another.
LONG = """
import signal, sys, threading, tifa, pyarrow
digits = "零一二三四五六七八九"
def spelled(n): return "".join(digits[int(d)] for d in str(n))
texts = ["".join(f"第{spelled(n)}村的{spelled(i * n)}户抓“六稳”，讲四个不摘，走{spelled(n * 7 + i)}里路。" for i in range(40))
         for n in range(20000)]
table = pyarrow.table({"text": texts})
print("ready", flush=True)
try:
    tifa.mine(table, duplicates="keep", threads=1, progress=False)
except KeyboardInterrupt:
    # The interpreter is whole after it.
    print("interrupted", len(tifa.scan("县里落实“四个不摘”。")), flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal to send")
def test_ctrl_c_is_heard():
    process = run_python(LONG)
    assert process.stdout.readline() == "ready\n"
    # Python hears it wherever it is in the call; if it is not in it yet, it would end with a traceback.
    threading.Timer(1, lambda: process.send_signal(signal.SIGINT)).start()
    out, error = process.communicate()
    assert out == "interrupted 1\n", error


def test_python_goes_on_while_rust_works():
    code = """
import threading, tifa
ticks = 0
done = threading.Event()
def tick():
    global ticks
    while not done.wait(0.001):
        ticks += 1
thread = threading.Thread(target=tick)
thread.start()
results = []
calls = [threading.Thread(target=lambda: results.append(tifa.mine("data/sample", progress=False).summary)) for _ in range(2)]
[call.start() for call in calls]
[call.join() for call in calls]
done.set()
thread.join()
assert ticks > 5, ticks
assert len(results) == 2 and results[0] == results[1]
"""
    ended = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stderr


def test_progress_is_told_and_may_raise(monkeypatch):
    from tifa import _tifa
    from tifa._options import finding

    mining = {
        "min_count": "auto",
        "window": ["sentence"],
        "min_together": 1,
        "with_quotes": False,
        "with_phrases": False,
        "watch": [],
        "by": None,
        "by_column": [],
        "collocates": "5",
        "phrases": True,
        "memory": None,
        "evidence": None,
    }
    told = []
    text = "".join(f"第{n}村抓“六稳”，讲四个不摘。" for n in range(3000))
    table = pyarrow.table({"text": [f"{n}：{text}" for n in range(10)]})
    _tifa.mine(
        (table, "table"), finding("mine", {"duplicates": "keep"}), mining, 1, lambda *args: told.append(args)
    )
    assert all(isinstance(stage, str) and done >= 0 for stage, done, total in told)

    def stop(*_):
        raise RuntimeError("enough")

    if told:
        with pytest.raises(RuntimeError, match="enough"):
            _tifa.mine((table, "table"), finding("mine", {"duplicates": "keep"}), mining, 1, stop)


def test_progress_is_shown_where_it_is_asked_for(capsys):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tifa.mine(SAMPLE, progress=False)
        assert capsys.readouterr().err == ""
        from tifa._progress import shown

        with shown(True) as show:
            show("observing", 10, 100)
            show("observing", 120, 100)
            show("counting", 0, None)
        assert "observing" in capsys.readouterr().err


def test_the_frame_of_a_report_survives_json():
    report = tifa.mine(pyarrow.table({"text": ["县里抓“六稳”。"]}))
    assert json.loads(report.formulas.to_pandas().to_json(orient="records"))[0]["formula"] == "六稳"
