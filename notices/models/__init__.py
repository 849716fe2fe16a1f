from notices.models.notices import Delivery, Notice
from notices.models.preferences import NoticeSettings, Unsubscribed

__all__ = ["Delivery", "Notice", "NoticeSettings", "Unsubscribed"]
