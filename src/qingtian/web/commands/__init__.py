"""Commands that read or write the records. Each is one module; ``setup`` is what they share."""
