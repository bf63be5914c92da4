"""Water at the desk: sections by class and target, one section's story, exceedances, lakes, ranking, reports."""
