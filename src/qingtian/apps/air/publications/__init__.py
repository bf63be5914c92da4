"""Publications of air (空气质量发布物): what figures each kind needs, its canonical file, and how it is set on paper.

May live here: the kinds, the figures of one issue (computed once, kept as canonical CSV), their composition into words,
tables and charts, and the writing of Word, PDF, Excel and text. A paper is made from the kept figures alone: no number
on it is computed a second time, so every format says the same.
"""
