"""How the outside speaks: what other systems hold, want and give back. Above the chapters, below the pages.

``air_feed``: the real-time feed of air, looked at by a schedule.
``upstream``: the national, provincial and city systems an office must feed; declared, one file a system.
"""
