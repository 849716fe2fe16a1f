"""The solver of the yearly plan over 300 plants and nine bodies, beside a loop that looks once at each visit and month.

What is asked is that of a county whose plants are a third each monthly, quarterly and half-yearly; a third of them
have major hazard sources.
"""

from annualplans.rules.solving import Demand, Limits, solve

PLANTS, BODIES, MOST_SECONDS = 300, 9, 10
NUMBERS = (12, 4, 2)
CAP, DAYS = 6, 200
MONTHS = range(1, 13)


def of_a_county():
    """All that is asked of all bodies, with caps."""
    demands = [
        Demand(plant, body, "GRADE", NUMBERS[(plant + body) % len(NUMBERS)], 1, 1)
        for plant in range(PLANTS)
        for body in range(BODIES)
    ]
    demands += [
        Demand(plant, body, "ROUND", 2, 2, 0) for plant in range(0, PLANTS, len(NUMBERS)) for body in range(BODIES)
    ]
    capacity = {(body, month): DAYS for body in range(BODIES) for month in MONTHS}
    limits = Limits(dict.fromkeys(range(BODIES), CAP), {}, capacity)
    found = []

    def ours():
        found.append(solve(demands, (), limits))

    def reference():
        return sum(month for demand in demands for _number in range(demand.number) for month in MONTHS)

    def facts():
        last = found[-1]
        missing = sum(each.number for each in last.unplaced)
        return {"placed": len(last.placed), "without_a_month": missing, "most_seconds": MOST_SECONDS}

    return ours, reference, "each visit and month looked at once", facts
