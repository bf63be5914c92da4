"""What acts on a damage claim write beside the trail, one a file."""
