"""One act a file: run all rules, tell, enter a version of a rule, link what came of an alert."""
