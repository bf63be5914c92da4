"""The order of a file (归档次序): volumes, the places in each, and what belongs at each place, as dated data."""

from qingtian.procedures.filing.order import FileOrder, FilePlace, Volume
from qingtian.procedures.filing.reading import load_orders, order_of

__all__ = ["FileOrder", "FilePlace", "Volume", "load_orders", "order_of"]
