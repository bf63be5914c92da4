"""Verbs of the chat: take a callback, file a report, fetch what was sent, answer later."""
