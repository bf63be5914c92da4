"""Reading the secrecy mark of a file (密级标志): from its text, its name and what its uploader declares.

May live here: what marks look like and what they are not, taking text out of files safely, the verdict over a file.
No Django, no records, no clock. Nothing here keeps, logs or repeats what it has read.
"""

from qingtian.secrecy.file_text import FileText, text_of
from qingtian.secrecy.marking import Mark, mark_in_name, mark_in_text
from qingtian.secrecy.verdict import Declaration, Verdict, judge

__all__ = ["Declaration", "FileText", "Mark", "Verdict", "judge", "mark_in_name", "mark_in_text", "text_of"]
