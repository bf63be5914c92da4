"""Enter once (一次录入): per matter and upstream system its number, uploaded or not, when, and what differs.

``declared/``: one system a file, with its columns. ``systems`` reads them, ``owed`` asks what is still to be typed
where, ``exporting`` shapes rows as that system wants them, ``importing`` takes its export back.
"""
