"""Warnings of heavy pollution (重污染天气预警): proposed by the bureau, issued and lifted by the headquarters."""
