"""Random inspection (双随机): pools frozen, objects and officers drawn, results published."""
