"""排版: publications and indexes of files as PDF in the layout of official papers (GB/T 9704-2012), set by typst.

May live here: the shape of a publication, its page layout, the fonts it is set in. Pure: no Django, no clock, no
network; words, figures and days are handed in as words. Letters to people come from Word templates instead
(``apps.proceedings.papers``), because offices edit those.
"""

from qingtian.typeset.publication import Column, Photo, Picture, Publication, Section, Table
from qingtian.typeset.setting import set_pdf

__all__ = ["Column", "Photo", "Picture", "Publication", "Section", "Table", "set_pdf"]
