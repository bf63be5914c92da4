"""The gateway of monitors on the wire (HJ 212 数据网关): listens, stores every frame, answers, and settles.

``store``      frames, byte for byte, durable before they are answered (decision 0082)
``listener``   the process that loggers connect to
``profiles``   what the office holds about each logger, read anew while it runs
``settling``   hour values and field information out of stored frames, in order, once
``gaps``       hours that are owed, and the history asked for
"""
