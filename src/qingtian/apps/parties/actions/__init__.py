"""What may be done with parties."""
