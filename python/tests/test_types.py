"""The annotations are true, and the stubs are those of the compiled module."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import tifa

PACKAGE = Path(tifa.__file__).parent

USE = """
import pyarrow as pa
import tifa

report = tifa.mine("news", min_count=5, window=["sentence", 3], text_column="body", lexicon="none")
rows: int = len(report.formulas)
table: tifa.Table = report["mentions"]
arrow: pa.Table = table.to_arrow()
start: int = tifa.scan("县里")[0].start
lines: list[str] = tifa.kwic("六稳", ["a", "b"], sort="date").lines()
comparison: tifa.Comparison = tifa.compare("a", split_date="2019")
report.write("out", parquet=True)
"""

WRONG = """
import tifa

tifa.mine("news", by="week")
tifa.mine("news", text_colum="body")
tifa.scan(3)
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """What mypy learns of pandas and the like, once for all."""
    return tmp_path_factory.mktemp("mypy")


def mypy(*arguments, folder, cache):
    command = [sys.executable, "-m", *arguments]
    environment = {**os.environ, "MYPY_CACHE_DIR": str(cache)}
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    return ended.returncode, ended.stdout + ended.stderr


def test_the_package_is_typed_strictly(tmp_path, cache):
    status, out = mypy("mypy", "--strict", "--package", "tifa", folder=tmp_path, cache=cache)
    assert status == 0, out


def test_the_stubs_are_those_of_the_compiled_module(tmp_path, cache):
    status, out = mypy("mypy.stubtest", "tifa._tifa", folder=tmp_path, cache=cache)
    assert status == 0, out
    assert (PACKAGE / "py.typed").exists()


def test_a_user_is_told_of_mistakes(tmp_path, cache):
    (tmp_path / "use.py").write_text(USE, encoding="utf-8")
    (tmp_path / "wrong.py").write_text(WRONG, encoding="utf-8")
    status, out = mypy("mypy", "--strict", "use.py", folder=tmp_path, cache=cache)
    assert status == 0, out
    status, out = mypy("mypy", "--strict", "wrong.py", folder=tmp_path, cache=cache)
    assert status == 1 and out.count("error:") == 3, out
