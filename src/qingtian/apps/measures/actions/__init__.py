"""What happens with a measure in the transaction of its act."""
