"""Parties (当事人): whom a visit, a case, a measure, a listing or a claim is about."""
