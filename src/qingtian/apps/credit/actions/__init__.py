"""What the acts of a listing write beside the trail."""
