"""The store of frames (报文库): every frame byte for byte, durable before it is answered. No Django below this folder.

``arrived``   one frame as it came, with what its first line tells
``day_file``  the SQLite file of one day: its tables, how it is opened
``writer``    one thread that writes; many frames share one flush to the disk
``repeats``   whether a frame lies in the file of an earlier day
``reading``   frames in the order they came, of one device, one by its name
``standing``  what is known of every device, folded from the frames
``archive``   days gone by, packed and moved away
"""
