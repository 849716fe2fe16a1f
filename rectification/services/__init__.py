from rectification.services.advancing import advance

__all__ = ["advance"]
