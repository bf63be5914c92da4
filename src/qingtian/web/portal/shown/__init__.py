"""What a resident may see of a record: words, steps, dates; never a field the declaration does not open."""
