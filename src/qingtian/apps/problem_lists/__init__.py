"""Yearly problem lists (年度问题清单): proposed from the records, confirmed by the principals, assigned, published."""
