"""The home of enforcement (执法) and what several of its chapters share."""
