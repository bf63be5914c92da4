"""Five-ones cases (五个一包案): one problem, one leader, one team, one plan, followed to the end."""
