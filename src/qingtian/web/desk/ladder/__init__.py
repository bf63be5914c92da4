"""Supervision (督导) on the desk: its home, the ladder, the wall and the digest."""
