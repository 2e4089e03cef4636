"""The tables of a corpus."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from tifa import _tifa
from tifa._errors import Omission, OptionError, ReportError, warn
from tifa._options import FindOptions, finding, in_order, path, several
from tifa._progress import shown
from tifa._source import Path, Source, resolve
from tifa._table import Table

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = ["Report", "mine"]


def mine(
    source: Source,
    *,
    min_count: int | str = "auto",
    window: str | int | Iterable[str | int] = ("sentence", "paragraph", "document"),
    min_together: int = 1,
    with_: str | Iterable[str] = (),
    watch: str | Iterable[str] = (),
    by: Literal["year", "quarter", "month", "day"] | None = None,
    by_column: str | Iterable[str] = (),
    collocates: int | Literal["sentence", "none"] | None = 5,
    phrases: bool = True,
    memory: int | str | None = None,
    evidence: Path | None = None,
    threads: int | None = None,
    progress: bool | None = None,
    name: str = "table",
    **options: Unpack[FindOptions],
) -> Report:
    """Mines the documents of a source for what they repeat.

    The options are those of ``tifa mine`` on the command line, and mean the same.

    Parameters
    ----------
    source
        A file or folder, a list of them, or a data frame: a pyarrow Table, a pandas or polars
        DataFrame, or anything else with ``__arrow_c_stream__``. A row is a document; the columns are
        known by their usual names (id, title, date, source, text, 正文 …) or named by ``text_column``
        and so on.
    min_count
        Leave out recurring phrases that occur less often: a number of mentions, a rate such as
        ``"0.5-per-million"`` (characters), or ``"auto"``.
    window
        Where formulas stand together: ``"sentence"``, ``"paragraph"``, ``"document"``, or a number of
        neighbouring sentences; one or several.
    min_together
        List a pair of formulas only if it stands together in so many of them.
    with_
        ``"quotes"`` and ``"phrases"`` are counted over time, by column and together with formulas too.
    watch
        Phrases to count in the same way, such as ``"精准扶贫"``.
    by
        The periods of ``timeline``; the shortest that suits the dates if None.
    by_column
        Columns of the input by whose values formulas are counted too, such as ``"source"``.
    collocates
        Count the words near each formula, to so many words on either side or in the whole
        ``"sentence"``; None for no such table.
    phrases
        Whether to look for recurring phrases, the stage that needs most time and memory.
    memory
        Memory to stay within where there is a choice: bytes, or such as ``"800M"``.
    evidence
        Write the evidence of this corpus to a file, for ``background``.
    threads
        Threads to use; as many as the machine has if None. The result is the same for any number.
    progress
        Show progress by tqdm: True, False, or None for where somebody looks (a terminal or a notebook)
        and tqdm is installed.
    name
        What a data frame is called in ``documents`` and in ids of rows that have none.
    options
        ``lexicon``, ``background``, ``duplicates``, ``keep_furniture``, ``include``, ``exclude``,
        ``id_column``, ``text_column``, ``title_column``, ``date_column``, ``source_column``: see
        :class:`tifa.FindOptions`.

    Returns
    -------
    Report
        The tables. What had to be left out is in ``report.omissions``, and is warned of once
        (:class:`tifa.OmissionWarning`).

    Raises
    ------
    InputError
        There is no document.
    OptionError
        An option cannot be as it is.
    MemoryLimitError
        The phrases do not fit into ``memory``.
    KeyboardInterrupt
        Ctrl-C is heard at once. What is under way then ends by itself with its current stage.
    """
    found = finding("mine", options)
    chosen = mining(
        min_count=min_count,
        window=window,
        min_together=min_together,
        with_=with_,
        watch=watch,
        by=by,
        by_column=by_column,
        collocates=collocates,
        phrases=phrases,
        memory=memory,
        evidence=evidence,
    )
    resolved = resolve(source, name)
    with shown(progress) as show:
        inner = _tifa.mine(resolved, found, chosen, threads_of(threads), show)
    report = Report(inner, resolved if isinstance(resolved, list) else [])
    warn(report.omissions)
    return report


def mining(
    *,
    min_count: int | str = "auto",
    window: str | int | Iterable[str | int] = ("sentence", "paragraph", "document"),
    min_together: int = 1,
    with_: str | Iterable[str] = (),
    watch: str | Iterable[str] = (),
    by: Literal["year", "quarter", "month", "day"] | None = None,
    by_column: str | Iterable[str] = (),
    collocates: int | Literal["sentence", "none"] | None = 5,
    phrases: bool = True,
    memory: int | str | None = None,
    evidence: Path | None = None,
) -> dict[str, Any]:
    """What :func:`mine` takes besides the shared options, in the form that the compiled half takes."""
    others = several(with_)
    if wrong := set(others) - {"quotes", "phrases"}:
        raise OptionError(f"with_: “{min(wrong)}” is none of quotes, phrases")
    watched = in_order(several(watch))
    if not all(phrase.strip() for phrase in watched):
        raise OptionError("watch: give phrases, such as 精准扶贫")
    if not phrases and "phrases" in others:
        raise OptionError("with_: phrases are needed for it: leave phrases=False out")
    if min_together < 1:
        raise OptionError("min_together: give a number from 1")
    return {
        "min_count": str(min_count),
        "window": several(window),
        "min_together": min_together,
        "with_quotes": "quotes" in others,
        "with_phrases": "phrases" in others,
        "watch": watched,
        "by": by,
        "by_column": in_order(several(by_column)),
        "collocates": "none" if collocates is None else str(collocates),
        "phrases": phrases,
        "memory": None if memory is None else str(memory),
        "evidence": path(evidence),
    }


def threads_of(threads: int | None) -> int | None:
    """The number of threads, if it can be one."""
    if threads is not None and not 1 <= threads <= 65535:
        raise OptionError("threads: give a number from 1 to 65535")
    return threads


class Report(Mapping[str, Table]):
    """What was found in a corpus: tables by name.

    ``report["formulas"]`` and ``report.formulas`` are the same table. It is made when it is first asked
    for, and kept. The report holds the texts of the corpus until it is deleted, since the page that
    :meth:`write` writes quotes them.
    """

    def __init__(self, inner: _tifa.Report, paths: list[str]) -> None:
        self._inner = inner
        self._paths = paths
        self._tables: dict[str, Table] = {}

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables, those that people open first at the front."""
        return tuple(self._inner.names)

    def __getitem__(self, name: str) -> Table:
        """The table with this name."""
        if name not in self._tables:
            inner = self._inner.table(name)
            if inner is None:
                raise KeyError(f"{name}; the tables are {', '.join(self.tables)}")
            self._tables[name] = Table(inner)
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def __len__(self) -> int:
        """The number of tables."""
        return len(self.tables)

    @property
    def formulas(self) -> Table:
        """A row is a formula, the most frequent first."""
        return self["formulas"]

    @property
    def mentions(self) -> Table:
        """A row is a place where a formula stands; ``start`` and ``end`` count characters of the
        original text, from 0, end exclusive."""
        return self["mentions"]

    @property
    def variants(self) -> Table:
        """A row is a spelling of a formula."""
        return self["variants"]

    @property
    def expansions(self) -> Table:
        """A row is what a document says that a formula stands for."""
        return self["expansions"]

    @property
    def lineages(self) -> Table:
        """A row is a head with one of its numbers (三个自信, 四个自信)."""
        return self["lineages"]

    @property
    def quotes(self) -> Table:
        """A row is a quoted phrase."""
        return self["quotes"]

    @property
    def phrases(self) -> Table:
        """A row is a recurring phrase; none if they were not looked for."""
        return self["phrases"]

    @property
    def cooccurrence(self) -> Table:
        """A row is a pair of formulas in a window."""
        return self["cooccurrence"]

    @property
    def collocates(self) -> Table:
        """A row is a formula and a word near it; missing with ``collocates=None``."""
        return self["collocates"]

    @property
    def timeline(self) -> Table:
        """A row is a formula in a period."""
        return self["timeline"]

    @property
    def bursts(self) -> Table:
        """A row is a stretch of periods in which a formula is much more frequent than otherwise."""
        return self["bursts"]

    @property
    def by_column(self) -> Table:
        """A row is a formula and a value of a column; only there with ``by_column``."""
        return self["by_column"]

    @property
    def documents(self) -> Table:
        """A row is a document."""
        return self["documents"]

    @property
    def furniture(self) -> Table:
        """A row is a piece of page furniture that was left out of the texts."""
        return self["furniture"]

    @cached_property
    def summary(self) -> dict[str, int | str | None]:
        """The few numbers that a person wants to see first: counts by name (documents, characters,
        mentions, formulas …), the first and last date, and what was chosen where the options left it
        open (``by``, ``min_count``)."""
        first, last, by, min_count = self._inner.facts
        chosen = {"first_date": first, "last_date": last, "by": by, "min_count": min_count}
        return {**self._inner.counts, **chosen}

    @cached_property
    def omissions(self) -> list[Omission]:
        """What was left out, in the order of the files."""
        return [Omission(*omission) for omission in self._inner.omissions]

    def write(
        self,
        folder: Path,
        *,
        xlsx: bool = False,
        parquet: bool = False,
        lang: Literal["zh", "en"] = "en",
    ) -> None:
        """Writes what ``tifa mine`` writes: every table as CSV (the same bytes), the page
        ``index.html``, ``datapackage.json``, ``run.json`` and the network files.

        Parameters
        ----------
        folder
            Where to; it is made if need be, and a report that is there is replaced once the new one is
            whole. It must not lie in a folder that was mined, or the next run would read the tables.
        xlsx, parquet
            Write the tables as a workbook, ``tables.xlsx``, and as Parquet files too.
        lang
            The language in which the page opens.

        Raises
        ------
        ReportError
            The report cannot be written; the one that was there is unharmed.
        """
        target = os.path.realpath(folder)
        for mined in self._paths:
            if os.path.isdir(mined) and _lies_in(target, os.path.realpath(mined)):
                raise ReportError(
                    f"{os.fspath(folder)} lies among the documents in {mined}, and the next run would "
                    "read the tables: choose a folder elsewhere"
                )
        self._inner.write(os.fspath(folder), xlsx, parquet, lang)

    def __repr__(self) -> str:
        counts = self._inner.counts
        shown = ", ".join(f"{counts[name]} {name}" for name in ("documents", "formulas", "mentions"))
        return f"<tifa report: {shown}; tables {', '.join(self.tables)}>"


def _lies_in(path: str, folder: str) -> bool:
    try:
        return os.path.commonpath([path, folder]) == folder
    except ValueError:  # On another drive.
        return False
