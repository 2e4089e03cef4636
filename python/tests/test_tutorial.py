"""The tutorial runs from top to bottom, and the README's example too."""

import re
import subprocess
import sys

import nbformat
import pytest
from conftest import ROOT
from nbclient import NotebookClient

TUTORIAL = ROOT / "python" / "examples" / "tutorial.ipynb"


def test_the_tutorial_runs(tmp_path):
    notebook = nbformat.read(TUTORIAL, as_version=4)
    nbformat.validate(notebook)
    client = NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": TUTORIAL.parent}}
    )
    client.execute()
    kinds = [output.output_type for cell in notebook.cells for output in cell.get("outputs", [])]
    data = [
        set(output.data) for cell in notebook.cells for output in cell.get("outputs", []) if "data" in output
    ]
    assert any("image/png" in kind for kind in data), kinds
    assert any("text/html" in kind for kind in data)


def test_the_tutorial_is_kept_without_what_it_printed():
    notebook = nbformat.read(TUTORIAL, as_version=4)
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook.cells)


@pytest.mark.parametrize("readme", ["README.md", "python/README.md"])
def test_the_examples_of_the_readme_run(readme):
    text = (ROOT / readme).read_text(encoding="utf-8")
    examples = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    assert examples
    for example in examples:
        # Expected output stands behind `# ` in the line below a print.
        ended = subprocess.run(
            [sys.executable, "-W", "ignore", "-X", "utf8", "-c", example],
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert ended.returncode == 0, ended.stderr
        shown = re.findall(r"^# > (.*)$", example, flags=re.MULTILINE)
        assert [line.rstrip() for line in ended.stdout.splitlines()] == [line.rstrip() for line in shown]
