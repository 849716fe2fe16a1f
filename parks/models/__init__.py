from parks.models.infrastructure import Infrastructure, InfrastructureKind
from parks.models.parks import Park

__all__ = ["Infrastructure", "InfrastructureKind", "Park"]
