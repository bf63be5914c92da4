"""What the public is shown, read from the records and passed through the gate: the only way to a portal page.

Every public function here returns ``Shown`` (or a page of it); a test holds that, and that portal pages read no record
by another way. A reporter's own receipt is not here: it is the reporter's access to their own matter, not publishing.
"""
