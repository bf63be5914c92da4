"""The officials' pages (办公台): what is due, what happened, what can be done now and by which article.

May live here: views, and the shapes they hand to templates. Every view acts from a *seat* (``seat.py``): a person at
one post on the day of the page. Lists start from ``policy.visible``, pages ask it, and nothing here decides what the
law allows: forms and buttons are read from the declared procedures, and only ``perform`` writes.
"""
