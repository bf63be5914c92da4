"""Tests any Open311 GeoReport v2 server, rule by rule. Pure: no Django, no records; it reads unless told to post.

``calling`` speaks HTTP; ``tried`` asks a server once for what many rules look at; ``describing``, ``listing`` and
``posting`` hold the rules. There is no maintained official suite; each rule names the clause it rests on.
"""
