"""Surface water judged against an oracle that was written by hand."""
