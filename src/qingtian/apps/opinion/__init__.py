"""Public opinion on the web (网络舆情): what was said, where and when, never by whom. One more stream of evidence.

No column, key or name of an author passes the door (``door``): items have no place for one. Words are covered as a
working copy is. May be here: items, their reading, links to matters, the brief. May not: anything that finds a person.
"""
