"""Publications of water (水环境发布物): the monthly report and the ranking, from kept figures alone.

The canonical file, the document and the writing of formats are those of the publications of air.
"""
