"""Random inspection on the desk: the draws, one with what its reader may see of the list, a new one."""
