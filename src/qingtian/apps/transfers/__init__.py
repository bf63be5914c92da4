"""Transfers (移送): to the police and the procuratorate, and what they answer."""
