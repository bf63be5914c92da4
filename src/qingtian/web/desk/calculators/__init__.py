"""Calculators (计算器): days and yuan without a case; each step with its article."""
