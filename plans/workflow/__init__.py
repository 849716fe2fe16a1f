"""Who may take which step of a plan and of a closure, and when."""

from plans.workflow.closures import CLOSURES
from plans.workflow.plans import PLANS, keeps_plans

__all__ = ["CLOSURES", "PLANS", "keeps_plans"]
