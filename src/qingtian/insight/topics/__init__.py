"""Topics (热点话题): reports about the same matter at the same place, whoever sent them and however they put it. Pure.

::

    numbers = topics_of([Message(user="…", subject="…", text="…"), …])  # 1 is the largest; None belongs to none
"""
