"""Sealed identities of reporters (举报人身份): a store of its own, opened only by a logged act.

What may live here: the keys, the cipher, the sealed rows and files, the log of openings, and the cleaning of photos
before anyone else sees them. What may not: anything about what was reported. The rest of the program knows a reporter
only by a random token and speaks to this app only through ``qingtian.apps.identities.vault``, ``.photos``,
``.photo_position`` and ``.videos``.

Secrecy of the informant: Ecological and Environmental Code art. 146 (until 2026-08-14: Environmental Protection Law
art. 57(3)); Petition Regulations art. 30(3).
"""
