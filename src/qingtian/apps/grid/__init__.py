"""Grid supervision (网格化监管): cells, members, patrols, events, hidden hazards."""
