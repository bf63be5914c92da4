"""Long trials that no test run has time for: kills at random moments, random acts for long. ``make soak`` runs them."""
