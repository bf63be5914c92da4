"""Monday morning: pages of the desk."""
