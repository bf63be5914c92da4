"""Warnings of heavy pollution (重污染天气预警): what the tables suggest, what people decided, what every unit did.

The rule is pure (``qingtian.foresight.warning``), every step an act of ``air_warning``. The system suggests and keeps
the record; it issues nothing and tells no unit.
"""
