from safety.panels.files import OF_A_SOURCE, OF_AN_ENTERPRISE
from safety.panels.shortfalls import OF_A_SHORTFALL, PLACES_TAB

__all__ = ["OF_AN_ENTERPRISE", "OF_A_SHORTFALL", "OF_A_SOURCE", "PLACES_TAB"]
