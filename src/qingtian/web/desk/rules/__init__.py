"""Pages of the violation catalogue and the discretion tables (违法行为目录、裁量表)."""
