"""Sheets into records (台账导入)."""
