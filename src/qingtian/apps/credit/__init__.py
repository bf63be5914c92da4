"""Credit (信用监管): the public list of violators, its days, its repair, and what is taken down."""
