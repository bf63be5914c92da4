#!/usr/bin/env python3
"""Prove the files named in a list of hashes: python3 file_list_verifier.py hashes.txt, beside case_file_verifier.py.

A line is an SM3, two blanks and the name of a file that lies in the same folder. Needs only the standard library.
"""

import importlib
import os
import sys
from collections.abc import Iterator


def faults(listed: str) -> Iterator[str]:
    """Yield a sentence for every file that is not there or is not what the list says."""
    folder = os.path.dirname(os.path.abspath(listed))
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    sm3 = importlib.import_module("case_file_verifier").sm3
    with open(listed, encoding="utf-8") as source:
        lines = [line.rstrip("\n").partition("  ") for line in source if line.strip()]
    if not lines:
        yield "the list names no file"
    for stated, _, name in lines:
        try:
            with open(os.path.join(folder, os.path.basename(name)), "rb") as content:
                if sm3(content.read()) != stated:
                    yield f"file {name}: its bytes were changed"
        except OSError:
            yield f"file {name}: it is not there"


if __name__ == "__main__":
    found = list(faults(sys.argv[1]))
    print("\n".join(found or ["verified: every file of the list is as it was written"]))  # noqa: T201
    sys.exit(1 if found else 0)
