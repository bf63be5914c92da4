"""Counting: after every act, and again whatever was missed."""
