"""Publications of air as pages and files: one way from the kept figures to every format, for desk, portal and command.

May live here: the record of an issue as a page, its files with their names and types, the keeping of files once made.
"""
