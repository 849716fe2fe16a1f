from notices.models.feeds import CalendarFeed
from notices.models.notices import Delivery, Notice
from notices.models.preferences import NoticeSettings, Unsubscribed

__all__ = ["CalendarFeed", "Delivery", "Notice", "NoticeSettings", "Unsubscribed"]
