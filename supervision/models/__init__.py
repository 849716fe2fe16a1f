from supervision.models.escalation import EscalationProposal, EscalationStep
from supervision.models.letters import SupervisionLetter
from supervision.models.robots import GroupRobot, RobotMessage

__all__ = ["EscalationProposal", "EscalationStep", "GroupRobot", "RobotMessage", "SupervisionLetter"]
