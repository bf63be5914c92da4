"""Qingtian 青天: a city's long-term mechanism of environmental supervision, as software.

The rooms and what each may know are described in ``docs/architecture.md``; import-linter holds the arrows.
"""

__version__ = "0.1.0"
