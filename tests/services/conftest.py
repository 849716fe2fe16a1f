from tests.rectification.reminders.conftest import post

__all__ = ["post"]
