"""Data that look too good (数据真实性): detectors and scores; a reason to look, never a verdict. No Django."""
