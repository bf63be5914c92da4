"""Quarterly consultations on air (季度会商): pack of figures, findings, conclusion, reminder, effect."""
