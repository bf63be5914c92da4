"""Commands to the field (反控指令) on the desk."""
