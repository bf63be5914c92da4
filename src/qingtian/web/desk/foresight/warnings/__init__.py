"""Pages of warnings of heavy pollution: the list, one warning with its units, the list of units, the table of tiers."""
