"""Responsibility (责任): duties and the matters that concern them, by unit; coded circumstances of accountability."""
