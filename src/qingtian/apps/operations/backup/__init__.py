"""Backups (备份): every table as rows any database can take, every file with its digest, the keys apart.

``tables``     which tables a database holds, with what kind of value in which column, at the edition it stands at
``codec``      one value between a database and a line of JSON
``snapshot``   a connection of one's own that sees one moment while others go on writing
``rows``       tables to files and back
``folder``     the data folder to files and back, unchanged ones linked to the backup before
``keys_apart`` the keys to a place of their own, and back
``lake``       the readings of air, whole although imports go on
``heads``      the heads of all chains, which prove that what came back is what was saved
``manifest``   what a backup says of itself, signed
``write``, ``check``, ``restore``, ``rotation``: the verbs
"""
