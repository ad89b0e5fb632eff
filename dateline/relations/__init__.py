"""Events and statements of one report → signed relations between the parties."""

from dateline.relations.dyads import relate

__all__ = ["relate"]
