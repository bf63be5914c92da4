"""The office's own classifier (本单位的分类模型): learned from what its officers chose, put in force by one of them.

A model is a row with its figures and a file of numbers in the data folder. A worse one is refused with the reason.
May be here: training, measuring on the newest reports, putting in force, one suggestion for a text. May not: raw words
(training reads working copies) and anything that decides.
"""
