"""What keeps the index of duties in step with the acts."""
