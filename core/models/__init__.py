from core.models.attachments import Attachment
from core.models.calendar import CalendarDay
from core.models.changes import FileChange
from core.models.circuits import Circuit
from core.models.idempotency import IdempotencyRecord
from core.models.jobs import JobRun
from core.models.log import LogEntry
from core.models.uploads import HeldUpload
from core.models.waivers import Waiver

__all__ = [
    "Attachment",
    "CalendarDay",
    "Circuit",
    "FileChange",
    "HeldUpload",
    "IdempotencyRecord",
    "JobRun",
    "LogEntry",
    "Waiver",
]
