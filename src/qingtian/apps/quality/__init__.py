"""Quality of handling (办案质量): closed files drawn at random, reviewed by a checklist, returned for mending."""
