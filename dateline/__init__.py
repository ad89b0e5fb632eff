"""Dateline reads news reports and gives back who did what to whom, where, when, and who says so."""
