"""What stands in the index: pairs of letters with their places, single letters, marks to filter by, day and key."""

from __future__ import annotations

import tantivy

from qingtian.apps.repeats.text_index.document import Entry
from qingtian.insight.likeness.letters import pairs, plain

#: our tokenizer is the blank: pairs are made here, so that index and question agree to the letter
BLANK = "blank"


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # the key as text: an indexed unsigned number kills tantivy's writer after some ten thousand documents
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("pairs", tokenizer_name=BLANK, index_option="position")
    builder.add_text_field("letters", tokenizer_name=BLANK, index_option="basic")
    builder.add_text_field("marks", tokenizer_name=BLANK, index_option="basic")
    builder.add_bytes_field("text", stored=True)
    builder.add_integer_field("key", fast=True)
    builder.add_integer_field("day", fast=True)
    return builder.build()


SCHEMA = _schema()


def prepared(index: tantivy.Index) -> tantivy.Index:
    """The index with its tokenizer; tantivy forgets it with every opening."""
    index.register_tokenizer(BLANK, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def document(entry: Entry) -> tantivy.Document:
    """One petition as the index keeps it."""
    letters = plain(entry.words)
    made = tantivy.Document()
    made.add_text("id", str(entry.key))
    made.add_text("pairs", " ".join(pairs(letters)))
    made.add_text("letters", " ".join(set(letters)))
    made.add_text("marks", " ".join(entry.marks))
    made.add_bytes("text", letters.encode())
    made.add_integer("key", entry.key)
    made.add_integer("day", entry.day)
    return made
