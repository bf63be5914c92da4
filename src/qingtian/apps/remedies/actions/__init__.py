"""What happens with the acts of a remedy."""
