"""A year of the invented city's air and weather as the files other systems would send (``qingtian demo feeds``)."""
