"""Source monitors (污染源自动监控): values as exact integers, marks, validity, conversion, exceedance, rates. Pure."""
