"""What the tests share: the program to compare with, and the sample."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = "data/sample"


@pytest.fixture(scope="session")
def program():
    """Runs the program with these arguments and returns what it printed. Its path is in TIFA."""
    tifa = os.environ["TIFA"]

    def run(*arguments, folder=ROOT):
        command = [tifa, *map(str, arguments), "--quiet"]
        ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8")
        # 1 says that some input was left out.
        assert ended.returncode in (0, 1), ended.stderr
        return ended.stdout

    return run


@pytest.fixture(autouse=True)
def in_the_repository(monkeypatch):
    """Paths are written as a user at the root of the repository would."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("PYTHONUTF8", "1")


@pytest.fixture(scope="session")
def sample_report(program, tmp_path_factory):
    """The report of the program on the sample."""
    folder = tmp_path_factory.mktemp("program") / "sample"
    program("mine", SAMPLE, "-o", folder)
    return folder


def same_files(ours: Path, theirs: Path, but=("run.json",)):
    """Asserts that two reports have the same files with the same bytes."""
    names = sorted(path.name for path in theirs.iterdir())
    assert sorted(path.name for path in ours.iterdir()) == names
    for name in names:
        if name not in but:
            assert (ours / name).read_bytes() == (theirs / name).read_bytes(), name
    return names


def run_python(code, **more):
    """A process that runs this code."""
    return subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **more,
    )
