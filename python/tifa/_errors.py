"""What can go wrong."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import NamedTuple

__all__ = [
    "InputError",
    "MemoryLimitError",
    "Omission",
    "OmissionWarning",
    "OptionError",
    "ReportError",
    "TifaError",
]


class Omission(NamedTuple):
    """A piece of input that could not be used."""

    path: str
    """The file, or the name of the data frame."""
    place: str | None
    """The place in it, such as ``line 17`` or ``record 3``, if it is only a part."""
    reason: str
    """What is wrong, and what to do about it."""

    def __str__(self) -> str:
        where = self.path if self.place is None else f"{self.path}, {self.place}"
        return f"{where}: {self.reason}"


class TifaError(Exception):
    """Whatever tifa raises, unless Python itself has a name for it."""


class OptionError(TifaError, ValueError):
    """An option cannot be as it is; the message says which and how to give it."""


class InputError(TifaError):
    """There is no document to work on; the message names what was left out, and why."""

    omissions: list[Omission]
    """What was left out."""

    def __init__(self, message: str, omissions: Sequence[tuple[str, str | None, str]] = ()) -> None:
        self.omissions = [Omission(*omission) for omission in omissions]
        super().__init__(message + _named(self.omissions))


class MemoryLimitError(TifaError, MemoryError):
    """The work does not fit into the memory it was given; the message says how much it needs."""


class ReportError(TifaError, OSError):
    """A report could not be written; the one that was there is unharmed."""


class OmissionWarning(UserWarning):
    """Some input was left out; ``omissions`` of the result has all of it."""


_NAMED = 10


def _named(omissions: Sequence[Omission]) -> str:
    lines = [f"\n  {omission}" for omission in omissions[:_NAMED]]
    if len(omissions) > _NAMED:
        lines.append(f"\n  and {len(omissions) - _NAMED} more")
    return "".join(lines)


def warn(omissions: Sequence[Omission]) -> None:
    """Names what was left out, the first few one by one, at the place that called the package."""
    if omissions:
        message = f"left out or damaged ({len(omissions)}):{_named(omissions)}"
        warnings.warn(message, OmissionWarning, stacklevel=3)
