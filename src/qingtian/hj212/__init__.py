"""HJ 212 on the wire: frames, check sums, segments, encryption, editions, codes. Pure: no Django;
only ``simulation`` has a clock and a socket.

``framing`` cuts a stream into frames, ``message`` reads one frame, ``writing`` makes one;
``docs/how-to/receive-monitors.md`` says how an office uses it. Three editions are in the field
at once: HJ/T 212-2005, HJ 212-2017 and HJ 212-2025.
"""
