"""Water (水环境): sections and lakes, their values, how each month is judged, reports and rankings.

May live here: the records of sections, targets and values; their evaluation by ``standards.water``; the publications of
water. A value is never overwritten: a later one is a revision beside it, and every publication says up to which.
"""
