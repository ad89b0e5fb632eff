"""Who says what: attributed speech and thought as records, and the voice of each sentence."""

from dateline.statements.finder import Actors, Places, find
from dateline.statements.voice import voices

__all__ = ["Actors", "Places", "find", "voices"]
