from tests.supervision.reminders.conftest import post

__all__ = ["post"]
