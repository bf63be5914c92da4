"""Weather as it is exchanged (气象数据交换): pure reading of what a weather bureau sends, in one form.

``elements``  units and physical ranges, dated      ``value``    one cell: number, quality, reason, raw text kept
``periods``   both ends of a period, no off-by-one  ``rows``     the long form, and what is wrong with a row
``music``     answers shaped like MUSIC             ``batch``    met-obs/1 as JSON
``wide``      the export with a column an element   ``files``    met-obs files, their names and sidecars
``checks``    what only several rows show           ``delays``   how late, how complete
``joining``   weather beside air, by period

Nothing here guesses: a unit that is not the agreed one is told by name, a special number never becomes a value.
"""
