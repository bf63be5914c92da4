"""Compensation (生态环境损害赔偿): from a clue of damage to restored nature."""
