"""What distinguishes two corpora, or two periods of one."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from tifa import _tifa
from tifa._errors import Omission, OptionError, warn
from tifa._mine import threads_of
from tifa._options import FindOptions, finding
from tifa._progress import shown
from tifa._source import Path, Source, resolve
from tifa._table import Table

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = ["Comparison", "compare"]


class Comparison:
    """What distinguishes two corpora."""

    def __init__(self, inner: _tifa.Comparison) -> None:
        self._inner = inner

    @cached_property
    def keyness(self) -> Table:
        """A row is a label with its counts and rates in A and in B, how much it differs (``log_ratio``)
        and how surely (``log_likelihood``, ``p_adjusted``); what distinguishes most comes first."""
        return Table(self._inner.keyness())

    @cached_property
    def summary(self) -> dict[str, int]:
        """The documents and characters of A and B, the documents on neither side, and the labels that
        both have and that one of them has."""
        return dict(self._inner.counts)

    @cached_property
    def omissions(self) -> list[Omission]:
        """What was left out."""
        return [Omission(*omission) for omission in self._inner.omissions]

    def write(self, folder: Path) -> None:
        """Writes what ``tifa compare`` writes: ``keyness.csv`` (the same bytes), ``datapackage.json``
        and ``run.json``."""
        self._inner.write(os.fspath(folder))

    def __repr__(self) -> str:
        counts = self.summary
        return (
            f"<tifa comparison: {counts['a_documents']} with {counts['b_documents']} documents, "
            f"{len(self.keyness)} labels>"
        )


def compare(
    a: Source,
    b: Source | None = None,
    *,
    split_date: str | None = None,
    min_count: int = 5,
    phrases: bool = True,
    threads: int | None = None,
    progress: bool | None = None,
    name_a: str = "a",
    name_b: str = "b",
    **options: Unpack[FindOptions],
) -> Comparison:
    """What distinguishes two corpora, or two periods of one.

    Parameters
    ----------
    a, b
        The two corpora, as for :func:`mine`; without ``b``, ``a`` is split at ``split_date``.
    split_date
        Compare the documents of ``a`` from this date on (A) with the earlier ones (B): ``"2017-10-18"``,
        ``"2017-10"`` or ``"2017"``.
    min_count
        Leave out recurring and quoted phrases that occur less often than this in both together; from 2.
    phrases
        Whether to compare recurring phrases too.
    name_a, name_b
        What data frames are called.
    threads, progress, options
        As for :func:`mine`.

    Raises
    ------
    InputError
        One of the two has no document.
    """
    found = finding("compare", options)
    if (b is None) == (split_date is None):
        raise OptionError("give two corpora, or one and split_date=")
    if min_count < 2:
        raise OptionError("min_count: give a number from 2")
    other = None if b is None else resolve(b, name_b)
    with shown(progress) as show:
        inner = _tifa.compare(
            resolve(a, name_a), other, found, split_date, min_count, phrases, threads_of(threads), show
        )
    comparison = Comparison(inner)
    warn(comparison.omissions)
    return comparison
