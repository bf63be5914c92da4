"""Tracked tasks (跟踪任务): one thing, one unit, one deadline, followed until another unit has verified it."""
