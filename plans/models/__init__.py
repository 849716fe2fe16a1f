from plans.models.closures import Closure, Instalment
from plans.models.of_parks import FeedbackProblem, UpgradeMeasure
from plans.models.plans import EnterprisePlan, ExpertOpinion, PlanMeasure

__all__ = [
    "Closure",
    "EnterprisePlan",
    "ExpertOpinion",
    "FeedbackProblem",
    "Instalment",
    "PlanMeasure",
    "UpgradeMeasure",
]
