"""Who: names, roles and pronouns of a report → actors with country, sectors and role."""

from __future__ import annotations

from dateline.actors.index import ActorIndex, index
from dateline.actors.memory import Known, Memory, states_office
from dateline.actors.resolve import Resolution, resolve

__all__ = ["ActorIndex", "Known", "Memory", "Resolution", "index", "resolve", "states_office"]
