"""Tables in Arrow's memory."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from tifa import _tifa

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Column", "Table"]


class Column(NamedTuple):
    """What a column of a table holds. Any cell may be null, which says: missing or undefined."""

    name: str
    type: str
    """The Arrow type: ``large_string`` (text, and dates as exact as they are known: 2020, 2020-07,
    2020-07-16), ``int64``, ``double``, ``bool`` or ``list<item: large_string>``."""
    description: str
    """What a cell means, and when it is null."""
    unit: str | None
    """The unit that numbers are in, such as ``characters``."""


class Table:
    """A table in Arrow's memory, of the shape (rows, columns).

    Whatever takes the Arrow PyCapsule interface takes it as it is, without copying:
    ``pyarrow.table(table)``, ``polars.DataFrame(table)``, DuckDB and others.
    """

    def __init__(self, inner: _tifa.Table) -> None:
        self._inner = inner

    @property
    def name(self) -> str:
        """The name of the table, which is that of its CSV file."""
        return self._inner.name

    @property
    def description(self) -> str:
        """What one row is, and how the rows are ordered."""
        return self._inner.description

    @property
    def columns(self) -> list[Column]:
        """The columns in their order."""
        return [Column(*column) for column in self._inner.columns]

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of rows and of columns."""
        return len(self._inner), len(self._inner.columns)

    def __len__(self) -> int:
        """The number of rows."""
        return len(self._inner)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows as a stream of Arrow record batches (Arrow PyCapsule interface)."""
        return self._inner.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        """The columns as an Arrow schema (Arrow PyCapsule interface)."""
        return self._inner.__arrow_c_schema__()

    def to_arrow(self) -> pyarrow.Table:
        """The table as a ``pyarrow.Table``, without copying. The metadata of each field has its
        description and unit."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> pandas.DataFrame:
        """The table as a ``pandas.DataFrame``. Counts that may be missing are ``Int64``, so that they
        stay whole; other columns are what pandas makes of them."""
        import pandas
        import pyarrow

        def kind(arrow: pyarrow.DataType) -> pandas.Int64Dtype | None:
            return pandas.Int64Dtype() if pyarrow.types.is_int64(arrow) else None

        frame: pandas.DataFrame = self.to_arrow().to_pandas(types_mapper=kind)
        whole = [column.name for column in self.columns if column.type == "int64"]
        return frame.astype({name: "int64" for name in whole if frame[name].notna().all()})

    def to_polars(self) -> polars.DataFrame:
        """The table as a ``polars.DataFrame``."""
        import polars

        return polars.DataFrame(self)

    def __repr__(self) -> str:
        rows, columns = self.shape
        return f"<tifa table {self.name}: {rows} rows, {columns} columns>"

    def _repr_html_(self) -> str:
        """The first rows, for notebooks."""
        try:
            head = self.to_arrow().slice(0, 10).to_pandas().to_html(index=False, na_rep="")
        except ImportError:
            head = ""
        return f"{head}<p>{escape(repr(self)[1:-1])}</p>"
