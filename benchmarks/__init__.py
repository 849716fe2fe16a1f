"""Cases that measure the product beside a reference."""


class Milliseconds(float):
    """What an act has measured by itself, where the time until it comes back says something else."""
