"""Air at the desk: what the numbers of record say, where they come from, what is published of them."""
