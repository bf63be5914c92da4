"""Template tags: ``words`` (a builtin of every template) and ``pieces`` (``{% load pieces %}``)."""
