"""The process loggers connect to (监听). Works without Django; ``commands`` gives it the office's records.

``door``        what a frame is, and what is answered
``answers``     the bytes of 9013 and 9014
``connection``  one logger's line: bytes in, answers out once the frame is on the disk
``limits``      how many, how fast, how long silent
``keeper``      the second thread: profiles, standing, what is to be sent, the sign of life
``server``      all of them together
"""
