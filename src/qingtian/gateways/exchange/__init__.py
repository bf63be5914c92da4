"""City and county (市县交换): two installations hand matters to each other, as numbered, signed messages.

Each side keeps what it sent until the other acknowledged it, and takes what comes in the order of its numbers: what is
lost is sent again, what is doubled is passed over, what overtakes waits. An office without a line carries the same
messages in an encrypted file. Only the working copy travels; who reported travels only where an officer decided so,
sealed for the receiving office's own key.

``collect`` reads from the trail what must be told; ``receive`` does what is told here; ``letters`` and ``bundles``
carry it.
"""
