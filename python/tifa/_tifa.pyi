from collections.abc import Callable
from os import PathLike
from typing import Any, TypeAlias, TypedDict, final

__all__ = [
    "VERSION",
    "Comparison",
    "Report",
    "SparkCsv",
    "SparkMiner",
    "SparkRecords",
    "SparkStage",
    "SparkTables",
    "Table",
    "compare",
    "kwic",
    "mine",
    "scan",
    "spark_cells",
    "spark_tables",
]

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

# Of tifa.spark: batches are pyarrow.RecordBatch, which need not be installed otherwise.

@final
class SparkStage:
    def __new__(cls, name: str, known: bytes) -> SparkStage: ...
    def take(self, batch: Any) -> list[Any]: ...
    def finish(self) -> Any: ...

@final
class SparkMiner:
    def __new__(cls, finding: dict[str, Any], mining: dict[str, Any]) -> SparkMiner: ...
    def known(self) -> bytes: ...
    def take_repeated_lines(self, lines: list[bytes]) -> None: ...
    def decide(self, look: bytes) -> None: ...
    def plan(self, quotes: bytes | None, phrases: list[str]) -> None: ...
    def take_census(self, census: bytes, ranges: int) -> None: ...
    @property
    def wants_phrases(self) -> bool: ...
    @property
    def counts_quotes(self) -> bool: ...
    @property
    def counted_phrases(self) -> int: ...
    @property
    def tables(self) -> list[str]: ...

@final
class SparkTables:
    def __new__(cls, finding: dict[str, Any], mining: dict[str, Any], known: bytes) -> SparkTables: ...
    def take(self, batch: Any) -> None: ...
    def finish(self) -> Any: ...

@final
class SparkRecords:
    def __new__(
        cls,
        id: str | None,
        text: str | None,
        title: str | None,
        date: str | None,
        source: str | None,
        path: str | None,
        metadata: list[str],
    ) -> SparkRecords: ...
    def wanted(self, names: list[str]) -> list[str]: ...
    def take(self, batch: Any) -> Any: ...

@final
class SparkCsv:
    def __new__(cls, table: str, path: str) -> SparkCsv: ...
    def add(self, row: bytes) -> None: ...
    def finish(self) -> None: ...

def spark_tables() -> list[tuple[str, list[tuple[str, str]]]]: ...
def spark_cells(table: str, batch: Any) -> Any: ...
