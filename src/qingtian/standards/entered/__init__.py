"""Tables an office enters itself (自行录入的表): what the product does not hold because nobody read it in the text.

A file in ``data`` declares what one table looks like and what is refused without it. What was entered is an ``Entry``:
values with their source, article, days in force and certainty. ``needed`` gives the one in force on a day, or refuses
by the name of the table; nothing is guessed.
"""

from qingtian.standards.entered.entries import Entry, entry_on, needed
from qingtian.standards.entered.shapes import ColumnShape, TableShape, shape_named, shapes
from qingtian.standards.entered.typed import values_of

__all__ = ["ColumnShape", "Entry", "TableShape", "entry_on", "needed", "shape_named", "shapes", "values_of"]
