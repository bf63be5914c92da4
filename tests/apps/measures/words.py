"""The words of a Word file."""

import io

from docx import Document
from docx.oxml.ns import qn


def text(docx: bytes) -> str:
    """All text of the body, a paragraph a line."""
    body = Document(io.BytesIO(docx)).element.body
    return "\n".join("".join(one.text or "" for one in line.iter(qn("w:t"))) for line in body.iter(qn("w:p")))
