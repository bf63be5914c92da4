"""Pages of deputies' suggestions and CPPCC proposals. Names of proposers stand on the matter's own page alone."""
