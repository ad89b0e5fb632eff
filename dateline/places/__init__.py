"""Toponyms → gazetteer places, each with its coordinates, precision and the reasons for the choice."""

from dateline.places.index import PlaceIndex, find

__all__ = ["PlaceIndex", "find"]
