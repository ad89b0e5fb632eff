"""The corpus on disk: the only place that opens a database."""

from dateline.store.opening import open
from dateline.store.store import CHUNK, Store
from dateline.store.values import (
    Entry,
    EventFilter,
    EventRow,
    EvidenceHit,
    Fact,
    Hit,
    MergedFilter,
    Month,
    Problem,
    RunInfo,
    Signature,
    Skipped,
    Status,
    Stored,
    StoredSignature,
    Tombstone,
    Version,
)

__all__ = [
    "CHUNK",
    "Entry",
    "EventFilter",
    "EventRow",
    "EvidenceHit",
    "Fact",
    "Hit",
    "MergedFilter",
    "Month",
    "Problem",
    "RunInfo",
    "Signature",
    "Skipped",
    "Status",
    "Store",
    "Stored",
    "StoredSignature",
    "Tombstone",
    "Version",
    "open",
]
