"""Open311 GeoReport v2: residents' own apps report here and read what is public. Pure: formats, arguments, services.

``formats`` writes XML and JSON, ``problems`` are what goes wrong, ``asked`` reads arguments, ``services`` the questions
of each kind, ``policy`` what the office allows. ``check`` tests any server. The addresses stand in ``web/api/open311``.
"""
