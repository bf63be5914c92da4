"""Forecasts of air quality (空气质量预报): made by a model, changed by a forecaster, issued, scored."""
