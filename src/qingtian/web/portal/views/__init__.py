"""Answers to requests, one chapter of pages a file."""
