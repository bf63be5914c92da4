"""Pages of the indicators: what stands how, defined beside the figure, with the matters behind every number."""
