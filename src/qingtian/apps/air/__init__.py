"""Air (空气质量), first form: hourly readings of stations and their index; the lake of Part 3 replaces the table."""
