"""Sockets of these tests run on a loop of their own."""

from tests.loops import own_loop

__all__ = ["own_loop"]
