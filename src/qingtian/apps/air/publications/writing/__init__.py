"""Writing a composed document (成文): Word and PDF in official layout, Excel, and the text of a message.

The canonical CSV is the record's own and is not written here. What is printed is what the document says: no format
computes, rounds or leaves out a figure.
"""

from qingtian.apps.air.publications.writing.excel import as_xlsx
from qingtian.apps.air.publications.writing.word import as_docx

__all__ = ["as_docx", "as_xlsx"]
