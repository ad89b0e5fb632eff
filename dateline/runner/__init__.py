"""Many documents through the coder: in this process or in several, in order, in bounded memory."""

from dateline.runner.run import Result, code
from dateline.runner.worker import Settings

__all__ = ["Result", "Settings", "code"]
