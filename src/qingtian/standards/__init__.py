"""What a measured value means under the standard in force on its day.

One folder a medium (``air``; water, soil and noise join with their chapters). Here live the dated tables of the
standards, as data, and pure functions over them. No Django, no clock, no file but the package's own data and, in
``commands``, what a person names on the command line.
"""
