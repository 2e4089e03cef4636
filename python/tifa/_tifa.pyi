from collections.abc import Callable
from os import PathLike
from typing import Any, TypeAlias, TypedDict, final

VERSION: str

_Omitted: TypeAlias = tuple[str, str | None, str]
_Source: TypeAlias = tuple[Any, str] | list[str]
_Show: TypeAlias = Callable[[str, int, int | None], None] | None

class _Mention(TypedDict):
    start: int
    end: int
    surface: str
    formula: str
    kind: str
    quoted: bool
    confidence: float
    evidence: dict[str, float]
    left: str
    right: str
    items: list[str] | None

@final
class Table:
    @property
    def name(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def columns(self) -> list[tuple[str, str, str, str | None]]: ...
    def __len__(self) -> int: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...

@final
class Report:
    @property
    def names(self) -> list[str]: ...
    def table(self, name: str) -> Table | None: ...
    @property
    def counts(self) -> dict[str, int]: ...
    @property
    def facts(self) -> tuple[str | None, str | None, str, int | None]: ...
    @property
    def omissions(self) -> list[_Omitted]: ...
    def write(self, folder: str | PathLike[str], xlsx: bool, parquet: bool, lang: str) -> None: ...

@final
class Comparison:
    def keyness(self) -> Table: ...
    @property
    def counts(self) -> dict[str, int]: ...
    @property
    def omissions(self) -> list[_Omitted]: ...
    def write(self, folder: str | PathLike[str]) -> None: ...

def mine(
    source: _Source,
    finding: dict[str, Any],
    mining: dict[str, Any],
    threads: int | None,
    show: _Show,
) -> Report: ...
def scan(text: str, finding: dict[str, Any]) -> list[_Mention]: ...
def kwic(
    label: str,
    source: _Source,
    finding: dict[str, Any],
    width: int,
    sort: str,
    threads: int | None,
    show: _Show,
) -> tuple[Table, bool, list[_Omitted]]: ...
def compare(
    a: _Source,
    b: _Source | None,
    finding: dict[str, Any],
    split_date: str | None,
    min_count: int,
    phrases: bool,
    threads: int | None,
    show: _Show,
) -> Comparison: ...
