"""Where documents come from: paths, or a data frame."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, Protocol, TypeAlias, Union

from tifa._errors import InputError

__all__ = ["ArrowStream", "Source"]


class ArrowStream(Protocol):
    """Anything that gives Arrow record batches: a pyarrow Table, a polars DataFrame, a DuckDB relation …"""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


Path: TypeAlias = Union[str, "os.PathLike[str]"]

Source: TypeAlias = Union[Path, Iterable[Path], ArrowStream]
"""A file or folder, several of them, or a data frame (pyarrow, pandas, polars …)."""


def resolve(source: Source, name: str) -> tuple[Any, str] | list[str]:
    """The source as the compiled half takes it: a stream with its name, or paths."""
    if type(source).__module__.partition(".")[0] == "pandas":
        return (_of_pandas(source, name), name)
    if hasattr(source, "__arrow_c_stream__"):
        return (source, name)
    if isinstance(source, (str, os.PathLike)):
        return [os.fspath(source)]
    try:
        paths = [os.fspath(path) for path in source]
    except TypeError:
        kind = type(source).__name__
        raise TypeError(
            f"a source is a path, a list of paths, or a data frame with __arrow_c_stream__, not {kind}"
        ) from None
    if not paths:
        raise InputError("no path is given")
    return paths


def _of_pandas(frame: Any, name: str) -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise ImportError("a pandas frame is read by pyarrow: pip install pyarrow") from error
    try:
        return pyarrow.Table.from_pandas(frame, preserve_index=False)
    except pyarrow.ArrowException as error:
        reason = f"{error}; make each column of one type, such as frame[column].astype(str)"
        raise InputError("the data frame cannot be read", [(name, None, reason)]) from error
