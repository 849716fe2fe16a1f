from reports.models.papers import Circular, MonthlyReport
from reports.models.sent_versions import SentVersion
from reports.models.wordings import Wording

__all__ = ["Circular", "MonthlyReport", "SentVersion", "Wording"]
