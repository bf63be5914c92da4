"""How the templates of papers are drawn with python-docx, after GB/T 9704-2012 (党政机关公文格式).

May live here: page set-up, the pieces of a paper, its tables. Used by the tool that builds the templates from their
wording, never while a paper is filled.
"""
