"""Findings on data (数据真实性) on the desk, for named officers."""
