"""What can be done with a sealed identity, one act a file. Callers use ``qingtian.apps.identities.vault``."""
