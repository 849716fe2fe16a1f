"""Backup and restore of a county: all tables and files, checked by a manifest of hashes (contract C10, security S62).

A backup folder holds `snapshots/<moment>/` (the manifest and one part for each table) and `objects/`, the files by
the hash of their content, which the snapshots share. The parts don't depend on the kind of database: a snapshot of the
embedded database can be restored into PostgreSQL and the other way round.
"""

from core.services.backup.manifest import facts
from core.services.backup.restoring import restore
from core.services.backup.writing import write

__all__ = ["facts", "restore", "write"]
