"""Random selection (随机抽取) that anyone can repeat: frozen pools, seed, version of the algorithm."""
