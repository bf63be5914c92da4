"""From files people have to the lake (导入): a layout says what stands where, one reader does the rest.

``layout``  what a file holds in which column, in which unit      ``texts``   a file as UTF-8 lines on the disk
``raw``     lines or Parquet as rows of text                       ``parse``   rows of text as staged rows or rejects
``cnemc``, ``prsa``, ``wide``, ``openaq``, ``parquet``: the feeds  ``run``     files in, one report out

Nothing of a file is imported before the whole of it was read; a row that cannot be read stops no other.
"""
