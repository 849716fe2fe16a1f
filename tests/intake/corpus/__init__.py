"""Made-up problem lists in the shapes of real ones, and what contract C3 says must be read from each.

All counties, parks, enterprises and persons are invented.
"""
