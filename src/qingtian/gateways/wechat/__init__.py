"""WeChat official account (微信公众号): a resident reports in a chat, in Chinese or English, and is answered there.

Pure: ``signature``, ``envelope`` (AES), ``reading`` and ``writing`` (XML), ``conversation`` (what is asked and said).
``account`` reads the secrets of the installation, ``sealed`` keeps OpenIDs and raw messages unreadable, ``platform``
is the only part that speaks to WeChat, from the queue alone. ``actions.take`` answers a callback; ``actions.sending``
and ``actions.media`` work later. The address stands in ``web/api``.
"""
