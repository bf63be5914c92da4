"""The real-time feed of air (实时数据): looked at by a schedule, taken once, counted, and put on the board.

``fetch``  pieces of the source on the disk      ``poll``   one look: pieces into the lake, the look on record
``board``  the last days of hours, from the lake ``lost``   hours that were there while we could not look
"""
