"""Targeting on the desk: units and areas to look at first, who lies upwind, plans of visits, how well they were chosen."""
