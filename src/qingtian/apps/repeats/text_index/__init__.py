"""The one index of words (全文索引): covered words of petitions, for the search and for finding repeats.

It lies in the data folder, knows nothing that the records do not know, and is made again at will. Every answer is
held against the records before anybody sees it; a stale index can miss something for a minute, never show too much.
"""
