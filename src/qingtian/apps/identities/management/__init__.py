"""Commands of an administrator, run through ``qingtian manage``."""
