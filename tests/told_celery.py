"""The product's jobs in processes that live at a moment of their own, with a schedule in seconds instead of days."""

import os
from datetime import datetime, timedelta

from config.celery import app
from core import clock

if moment := os.environ.get("TOLD_MOMENT"):
    clock._told.set(datetime.fromisoformat(moment))
app.conf.beat_schedule = {
    name: {**entry, "schedule": timedelta(seconds=1), "options": {}} for name, entry in app.conf.beat_schedule.items()
}
