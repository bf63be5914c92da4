"""Hotlines (12345, 12369, 12319 热线): their orders become petitions, our answers go back in their form.

An order is known by (system, number), whichever way it comes: a sheet (``sheets``), a signed push (``messages``). Both
become an ``order.Order``; ``actions.take`` receives it once and keeps every later version. The raw record lies sealed
under the reporter's token; beside it stands what names nobody. Answers, returns and requests for time wait in a queue
(``Outgoing``), because city platforms answer late or are closed at night.
"""
