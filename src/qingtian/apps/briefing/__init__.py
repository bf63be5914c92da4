"""One picture (一页看全): the week behind, the week ahead, where to look first, what was done last time."""
