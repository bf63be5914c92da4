"""A simulated weather bureau (模拟气象部门): answers shaped like MUSIC, and takes our air. For tests and to try out.

It is late, sends twice, revises, writes values out of range, in the wrong unit, and 999999, as a script says.
"""
