"""How the outside speaks: what other systems hold, want and give back. Above the chapters, below the pages.

``air_feed``: the real-time feed of air, looked at by a schedule.
``wechat``: a guided report in a chat of the official account; ``open311``: GeoReport v2 and a checker of any server.
``weather``: the weather bureau, both ways.
``upstream``: the national, provincial and city systems an office must feed; declared, one file a system.
"""
