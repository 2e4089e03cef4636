"""Where formulas and phrases stand."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tifa import _tifa
from tifa._errors import Omission, OptionError, warn
from tifa._mine import threads_of
from tifa._options import FindOptions, finding
from tifa._progress import shown
from tifa._source import Source, resolve
from tifa._table import Table

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = ["Concordance", "Mention", "kwic", "scan"]


@dataclass(frozen=True)
class Mention:
    """A place where a formula stands."""

    start: int
    """Where it begins in the text, in characters from 0: ``text[start:end] == surface``."""
    end: int
    """Where it ends, exclusive."""
    surface: str
    """What stands there."""
    formula: str
    """The formula in its canonical form: no quotation marks, separators or white space, simplified."""
    kind: str
    """classified, bare, chained, inner or sum; with ``include`` also announcement, period or word."""
    quoted: bool
    """Whether it stands in quotation marks."""
    confidence: float
    """How sure it is that the label is a formula, from 0 to 1."""
    evidence: dict[str, float]
    """What each witness added to the log-odds, without those that hardly spoke."""
    left: str
    """Up to 20 characters before it in its paragraph."""
    right: str
    """Up to 20 characters after it."""
    items: list[str] | None
    """What the text says at this place that the formula stands for."""


def scan(text: str, **options: Unpack[FindOptions]) -> list[Mention]:
    """The mentions of formulas in one text, in order.

    The evidence is that of this text alone, and a label that a large corpus shows to be a formula may
    go unseen in it: lend it the evidence of one with ``background``, or use :func:`mine`.

    Parameters
    ----------
    text
        The text. Nothing in it is taken for markup.
    options
        ``lexicon``, ``background``, ``include``, ``keep_furniture``: see :class:`tifa.FindOptions`.
    """
    if not isinstance(text, str):
        raise TypeError(f"scan() takes a text, not {type(text).__name__}; use mine() for a corpus")
    # Lone surrogates are no characters, and each is replaced by one, so that places stay right.
    text = _SURROGATES.sub("\ufffd", text)
    return [Mention(**mention) for mention in _tifa.scan(text, finding("scan", options))]


_SURROGATES = re.compile("[\ud800-\udfff]")


class Concordance(Table):
    """The passages of a label: a table with the columns document, date, start, end, left, surface and
    right. ``print`` shows it as aligned lines."""

    as_formula: bool
    """Whether the label was found as a formula, in every spelling, and not as it is written."""
    omissions: list[Omission]
    """What was left out of the input."""

    def __init__(self, inner: _tifa.Table, as_formula: bool, omissions: list[Omission]) -> None:
        super().__init__(inner)
        self.as_formula = as_formula
        self.omissions = omissions

    def lines(self, width: int = 40) -> list[str]:
        """The passages as lines under each other, as ``tifa kwic`` prints them.

        Parameters
        ----------
        width
            Columns of context on each side; a Chinese character takes two.
        """
        rows = self.to_arrow().to_pylist()
        nodes = [_one_line(row["surface"]) for row in rows]
        widest = max(map(_columns, nodes), default=0)
        lines = []
        for row, node in zip(rows, nodes, strict=True):
            left = _one_line(row["left"] or "")
            right = _one_line(row["right"] or "")
            line = (
                f"{_ending(left, width)}  {_padded(node, widest)}  {_padded(_beginning(right, width), width)}"
                f"  {row['document']}:{row['start']}"
            )
            lines.append(line if row["date"] is None else f"{line}  {row['date']}")
        return lines

    def __str__(self) -> str:
        return "\n".join(self.lines())


def kwic(
    label: str,
    source: Source,
    *,
    width: int = 40,
    sort: Literal["document", "left", "right", "date"] = "document",
    threads: int | None = None,
    progress: bool | None = None,
    name: str = "table",
    **options: Unpack[FindOptions],
) -> Concordance:
    """The passages in which a formula, or any other phrase, stands.

    Parameters
    ----------
    label
        A formula in any spelling (两不愁、三保障 finds 两不愁三保障), or any other phrase; a separator in
        a phrase stands for any separator and for none.
    source
        As for :func:`mine`.
    width
        Characters of context on each side; it does not leave the paragraph.
    sort
        The order of the rows: by document, by what stands to the left (nearest character first), to the
        right, or by date.
    threads, progress, name, options
        As for :func:`mine`.
    """
    found = finding("kwic", options)
    if width < 1:
        raise OptionError("width: give a number from 1")
    with shown(progress) as show:
        inner, as_formula, omitted = _tifa.kwic(
            label, resolve(source, name), found, width, sort, threads_of(threads), show
        )
    concordance = Concordance(inner, as_formula, [Omission(*omission) for omission in omitted])
    warn(concordance.omissions)
    return concordance


def _one_line(text: str) -> str:
    shown = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text if c not in "\r\n")
    return shown


def _columns(text: str) -> int:
    return sum(map(_wide, text))


def _wide(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _beginning(text: str, columns: int) -> str:
    taken = 0
    for at, character in enumerate(text):
        taken += _wide(character)
        if taken > columns:
            return text[:at]
    return text


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - _columns(text))


def _ending(text: str, columns: int) -> str:
    end = _beginning(text[::-1], columns)[::-1]
    return " " * (columns - _columns(end)) + end
