"""The grid on the desk: tree and map with figures by cell, one cell, events, hidden hazards, dead corners."""
