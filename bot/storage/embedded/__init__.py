"""The private PostgreSQL that Haki brings along: started, found again and stopped with us."""

from bot.storage.embedded.clusters import Cluster, find, start, stop
from bot.storage.embedded.unavailable import EmbeddedUnavailable

__all__ = ["Cluster", "EmbeddedUnavailable", "find", "start", "stop"]
