"""Mines Chinese political text for the formulas it repeats: numbered formulas (两不愁三保障, 四个不摘),
quoted phrases and recurring phrases, with how often, where, when and together with what.

>>> import tifa
>>> report = tifa.mine("data/sample", progress=False)  # doctest: +SKIP
>>> report.formulas.to_pandas()  # doctest: +SKIP

:func:`mine` gives the tables of a corpus, :func:`scan` the mentions in one text, :func:`kwic` a
concordance, :func:`compare` what distinguishes two corpora. They are the program ``tifa`` as a library:
the same code, the same options and the same numbers.
"""

from tifa._compare import Comparison, compare
from tifa._errors import (
    InputError,
    MemoryLimitError,
    Omission,
    OmissionWarning,
    OptionError,
    ReportError,
    TifaError,
)
from tifa._find import Concordance, Mention, kwic, scan
from tifa._mine import Report, mine
from tifa._options import FindOptions
from tifa._table import Column, Table
from tifa._tifa import VERSION as __version__

__all__ = [
    "Column",
    "Comparison",
    "Concordance",
    "FindOptions",
    "InputError",
    "MemoryLimitError",
    "Mention",
    "Omission",
    "OmissionWarning",
    "OptionError",
    "Report",
    "ReportError",
    "Table",
    "TifaError",
    "__version__",
    "compare",
    "kwic",
    "mine",
    "scan",
]
