"""Grid, draws and blind spots: pages of the desk."""
