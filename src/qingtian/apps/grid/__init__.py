"""Grid supervision (网格化监管): who is on which cell, patrols, events, hidden hazards, and what nobody looks after."""
