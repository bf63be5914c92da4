"""What reading the records can suggest: what a report is about, whether it was reported before, what keeps coming back.

Pure: no Django, no clock, no network, no model fetched from anywhere. Everything here is a suggestion with a reason and
a confidence; a person decides. Whatever learns, learns from the office's own history.
"""
