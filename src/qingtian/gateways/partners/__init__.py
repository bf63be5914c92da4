"""Systems that call us (对接系统): a row each, what it may do, its secret. The administrator keeps them.

A secret is shown once, when it is made; kept is the sealed one, under ``partners.key`` beside the other keys. How a
call is proved stands in ``gateways.signing``.
"""
