"""Publishing (信息公开): the procedure every publication follows, and the one gate everything public passes."""
