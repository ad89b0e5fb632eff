"""Counts over coded articles. Pure functions: records in, numbers out."""

from dateline.analysis.voices import Voices, voices

__all__ = ["Voices", "voices"]
