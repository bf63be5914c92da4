"""The monthly schedule of rectification on the desk, and the ledger of leaders' instructions."""
