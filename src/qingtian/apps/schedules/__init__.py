"""The monthly schedule of rectification (整改月调度) and the ledger of leaders' instructions (批示督办台账)."""
