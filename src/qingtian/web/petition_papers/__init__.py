"""Reports about petitions as files: one way from frozen figures to Word, PDF, Excel and page, for desk and command.

May live here: the files of a report and of the table of an inspection, with their names and types.
"""
