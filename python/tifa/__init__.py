"""Mines Chinese political text for the formulas it repeats."""

from tifa._tifa import VERSION as __version__

__all__ = ["__version__"]
