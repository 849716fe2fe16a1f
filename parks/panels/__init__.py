from parks.panels.park import GROUPS, PARTS

__all__ = ["GROUPS", "PARTS"]
