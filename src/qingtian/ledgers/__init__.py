"""Sheets into records (台账导入): organs, posts, people, places, and open matters of old ledgers. Above the chapters.

``kinds`` says what each kind of ledger holds and how one row becomes a record; ``importing`` runs a whole file, once
for show (a rehearsal that is rolled back) or for good; ``templates`` writes an empty sheet to fill in.
"""
