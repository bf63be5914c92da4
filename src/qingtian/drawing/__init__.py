"""Random selection (随机抽取) that anyone can repeat: frozen pools, seed, version of the algorithm.

``ordering`` puts a list in the order of a seed (look-backs and reviews of files use it too), ``counting`` says how many
are drawn, ``pools`` what is frozen before the seed exists, ``visits`` draws objects and officers, ``published`` writes
the file everybody may verify.
"""
