"""Discretion of penalties (行政处罚裁量): published models as dated tables, and the arithmetic of each model."""
