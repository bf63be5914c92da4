"""Tests of the air quality index."""
