"""Progress by tqdm, in terminals and notebooks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Show = Callable[[str, int, "int | None"], None]


@contextmanager
def shown(wanted: bool | None) -> Iterator[Show | None]:
    """What the compiled half calls with the stage, the bytes done and the bytes in all."""
    tqdm = _tqdm(wanted)
    if tqdm is None:
        yield None
        return
    bars = _Bars(tqdm)
    try:
        yield bars.show
    finally:
        bars.close()


def _tqdm(wanted: bool | None) -> Any:
    """The class of progress bars, if one is to be shown: unless asked for, only where somebody looks."""
    if wanted is False or (wanted is None and not (sys.stderr.isatty() or _in_a_notebook())):
        return None
    try:
        from tqdm.auto import tqdm
    except ImportError:
        if wanted:
            raise ImportError("progress is shown by tqdm: pip install tqdm") from None
        return None
    return tqdm


def _in_a_notebook() -> bool:
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return shell is not None and hasattr(shell, "kernel")


class _Bars:
    """One bar at a time: that of the current stage."""

    def __init__(self, tqdm: Any) -> None:
        self.tqdm = tqdm
        self.stage: str | None = None
        self.bar: Any = None

    def show(self, stage: str, done: int, total: int | None) -> None:
        if stage != self.stage:
            self.close()
            self.stage = stage
            self.bar = self.tqdm(
                desc=stage, total=total, unit="B", unit_scale=True, unit_divisor=1024, leave=False
            )
        # Some stages work through a little more than their total, which is an estimate.
        self.bar.update(max(0, done - self.bar.n) if total is None else max(0, min(done, total) - self.bar.n))

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()
            self.bar = None
