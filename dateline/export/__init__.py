"""Coded articles → files. One module a format."""
