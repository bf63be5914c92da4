"""Grid supervision (网格化监管) without records: tiling, the leaf of an object, hazards."""
