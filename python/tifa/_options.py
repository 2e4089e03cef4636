"""The options that several functions share, put into the one form that the compiled half takes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, Literal, TypedDict

from tifa._source import Path

__all__ = ["FindOptions"]


class FindOptions(TypedDict, total=False):
    """How to read the input, and how to tell what is a formula: options of every function.

    They are those of the command line, and mean the same.
    """

    lexicon: Path | Literal["none"] | None
    """Known formulas: a CSV table with a column ``formula``, ``"none"``, or None for those that come
    with tifa."""
    background: Path | None
    """The evidence of an earlier, larger corpus (see ``evidence`` of :func:`tifa.mine`), which helps to
    decide what is a formula."""
    duplicates: Literal["drop", "report", "keep"]
    """What to do with a document that repeats an earlier one: drop it (the default), count it but report
    it, or look for none."""
    keep_furniture: bool
    """Count menus, link lists, credits and the like too, which are otherwise left out."""
    include: str | Iterable[str]
    """Kinds of numbered labels to count although they are no formulas: announcement (五大举措), period
    (十三五), word (一把手)."""
    exclude: str | Iterable[str]
    """Globs of files and folders to pass over, as in a .gitignore file."""
    id_column: str | None
    """Column or key with the id of a document; guessed from the usual names if None, like the others."""
    text_column: str | None
    """Column or key with the text (text, content, body, 正文 …)."""
    title_column: str | None
    """Column or key with the title (title, 标题 …)."""
    date_column: str | None
    """Column or key with the date (date, 日期 …)."""
    source_column: str | None
    """Column or key with the publisher (source, 来源 …)."""


_DEFAULTS: dict[str, Any] = {
    "lexicon": None,
    "background": None,
    "duplicates": "drop",
    "keep_furniture": False,
    "include": (),
    "exclude": (),
    "id_column": None,
    "text_column": None,
    "title_column": None,
    "date_column": None,
    "source_column": None,
}


def finding(function: str, options: FindOptions) -> dict[str, Any]:
    """The shared options with their defaults."""
    for name in options:
        if name not in _DEFAULTS:
            raise TypeError(f"{function}() got an unexpected keyword argument {name!r}")
    merged = {**_DEFAULTS, **options}
    for name in ("lexicon", "background"):
        merged[name] = path(merged[name])
    for name in ("include", "exclude"):
        merged[name] = several(merged[name])
    return merged


def path(value: Path | None) -> str | None:
    """A path as text."""
    return None if value is None else os.fspath(value)


def several(value: str | int | Iterable[object]) -> list[str]:
    """One or several values as a list of texts."""
    if isinstance(value, str | int):
        return [str(value)]
    return [str(one) for one in value]


def in_order(values: Iterable[str]) -> list[str]:
    """Sorted, each once: the report is the same for any order, and so is what run.json says of it."""
    return sorted(set(values))
