"""Keeping an office running (运行维护): schedules and their worker, health, backups, restoring, checkpoints.

May live here: whatever an administrator needs at night and after a broken disk. It reads tables as tables, so that it
can save and bring back data of any edition; it knows no chapter, and chapters hand it their jobs (``jobs.register``).
"""
