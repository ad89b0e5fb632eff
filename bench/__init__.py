"""Benches of quality and speed."""
