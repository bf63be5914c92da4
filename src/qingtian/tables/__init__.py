"""Sheets people hand over and take away (表格): CSV and XLSX, read and written the same way everywhere. Pure.

Reading::

    table = read_table(path, COLUMNS)  # CSV (UTF-8, GB18030, .gz) or XLSX; UnusableInput when it is neither
    mapping = guess(COLUMNS, table.headings)  # column name → heading; a person may correct and keep it
    for row in rows_of(table, COLUMNS, mapping):  # Record(number, values) or Reject(number, faults, cells)
        ...
    table = read_official(path, COLUMNS, number=…, text=…)  # DOCX too: a list, a table an item, labelled paragraphs
    write_rejects(path, table, rejects)  # the same columns, a reason added, readable by the owner alone

Writing: ``write_csv`` and ``write_xlsx`` take headings and rows of plain values; what a spreadsheet program would run
as a formula is written as the text it is. ``csv_line`` and
``CsvRows`` write the same a line at a time.

A row that cannot be taken stops no other. Sentences name row and column and never repeat a value of a ``private``
column. What a row *means* is no concern of this room.
"""

from qingtian.tables.blocks import read_official
from qingtian.tables.columns import Choice, Column, Value, named
from qingtian.tables.formulas import safe, unsafe
from qingtian.tables.limits import LIMITS, Limits
from qingtian.tables.mapping import Mapping, checked, guess, read_mapping, written_mapping
from qingtian.tables.rejects import write_rejects
from qingtian.tables.rows import Fault, Record, Reject, rows_of
from qingtian.tables.table import Table, read_table
from qingtian.tables.writing import BYTE_ORDER_MARK, CsvRows, csv_line, write_csv, write_xlsx, xlsx_bytes

__all__ = [
    "BYTE_ORDER_MARK",
    "LIMITS",
    "Choice",
    "Column",
    "CsvRows",
    "Fault",
    "Limits",
    "Mapping",
    "Record",
    "Reject",
    "Table",
    "Value",
    "checked",
    "csv_line",
    "guess",
    "named",
    "read_mapping",
    "read_official",
    "read_table",
    "rows_of",
    "safe",
    "unsafe",
    "write_csv",
    "write_rejects",
    "write_xlsx",
    "written_mapping",
    "xlsx_bytes",
]
