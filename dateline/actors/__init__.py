"""Who: names, roles and pronouns of a report → actors with country, sectors and role."""

from __future__ import annotations

from dateline.actors.index import ActorIndex, index
from dateline.actors.resolve import Resolution, resolve

__all__ = ["ActorIndex", "Resolution", "index", "resolve"]
