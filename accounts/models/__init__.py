from accounts.models.organizations import Organization, OrganizationAlias
from accounts.models.users import User

__all__ = ["Organization", "OrganizationAlias", "User"]
