"""Credit (信用): which decisions the public sees, and for how long."""
