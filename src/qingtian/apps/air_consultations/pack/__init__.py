"""The data pack: one part a file, each a plain dictionary of strings and whole numbers, or a sentence of what lacks."""
