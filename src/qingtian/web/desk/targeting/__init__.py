"""Targeting on the desk: where to look first, who lies upwind, plans of visits, how well they were chosen."""
