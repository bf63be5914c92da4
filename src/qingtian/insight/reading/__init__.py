"""Reading a report (读件): what it is about, where, when, by whom to be handled first, and what in it names a person.

Pure and quick: words in, findings out, each with the very words it rests on and a confidence. The word lists are data
of ours in ``lexicons``. Nothing here decides; an officer does.
"""
