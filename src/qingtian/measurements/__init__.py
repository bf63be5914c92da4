"""What instruments measured (监测数据): the lake of readings, importers, flags, statistics as SQL files.

No Django and no clock: "as of" and "known on" are arguments. Concentrations are integers in thousandths of the item's
unit (``scale``); an hour is a natural day and a number 1 to 24, the hour that ends then (``standards.air.feed``).
"""
