"""Inspection feedback (督察反馈): numbered findings, plans that name everything, transferred complaints, close-out."""
