"""How phone numbers are shown (security S31)."""


def masked(value: str) -> str:
    """138****5678: whole numbers are shown nowhere by themselves."""
    digits = [char for char in value if char.isdigit()]
    return f"{value[:3]}****{value[-4:]}" if len(digits) >= 11 else value
