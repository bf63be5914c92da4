"""People: organs, posts, tenures and duties. "Who held which post on that day" is answered here, and only here."""
