"""Measures (配套办法): daily penalty, seizure, limited production, closure, enforcement by the court."""
