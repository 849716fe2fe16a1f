from accounts.models.absences import Absence
from accounts.models.entering import FormerPassword, LoginSession, LoginTries
from accounts.models.factors import RecoveryCode, SecondFactor
from accounts.models.hand_overs import HandOver
from accounts.models.organizations import Organization, OrganizationAlias
from accounts.models.tokens import ApiToken
from accounts.models.two_persons import PasswordLink, ProposedChange
from accounts.models.users import User

__all__ = [
    "Absence",
    "ApiToken",
    "FormerPassword",
    "HandOver",
    "LoginSession",
    "LoginTries",
    "Organization",
    "OrganizationAlias",
    "PasswordLink",
    "ProposedChange",
    "RecoveryCode",
    "SecondFactor",
    "User",
]
