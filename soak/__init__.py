"""Long trials that no test run has time for: kills, a full disk, a jumping clock, a restarted server, two instances.

``make soak`` runs them all on both databases; ``python -m soak kills --quick`` one of them in a short form.
"""
