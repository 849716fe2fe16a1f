"""The forms of the rows that stand in the file of a park, an enterprise, a permit or a project."""

from collections.abc import Callable, Iterator
from typing import Any

from accounts.models import User
from core import clock
from enterprises.models import Enterprise
from plans.models import Instalment
from tests.browser.soak.filling import SKIP
from tests.browser.soak.stands import HAPPENED, Stand, by, day
from tests.browser.soak.world import World
from tests.factories import ClosureFactory

PAST = {
    name: day(-2)
    for name in [
        "since",
        "ended_on",
        "issued_on",
        "filed_on",
        "assessed_on",
        "replaced_on",
        "held_on",
        "reported_on",
        "rectified_on",
        "checked_on",
        "left_on",
    ]
}


def payment(plant: Enterprise) -> Instalment:
    """An instalment that has been paid, in the closure file of a plant."""
    said = {"due_on": clock.today(), "amount": 40, "paid_on": clock.today(), "paid": 40, "proof": "回单1号"}
    there = Instalment.objects.filter(closure__enterprise=plant).first()
    return there or Instalment.objects.create(closure=ClosureFactory(enterprise=plant, agreed=100), **said)


DUTY = {**PAST, "duty": "PRINCIPAL"}
OF_ENTERPRISE: dict[str, tuple[str, str, dict[str, Any]]] = {
    "process": ("key-processes", "key process", PAST),
    "chemical": ("key-chemicals", "key chemical", PAST),
    "person": ("key-people", "key person", PAST),
    "plan": ("emergency-plans", "emergency plan", PAST),
    "drill": ("drills", "drill", PAST),
    "assessment": ("status-assessments", "status assessment", PAST),
    "place": ("crowded-places", "crowded place", {**PAST, "counted_on": day(-30), "ended_on": day(-2)}),
    "source": ("hazard-sources", "hazard source", PAST),
}
OF_PARK: dict[str, tuple[str, str, dict[str, Any]]] = {
    "problem": ("problems", "recognition problem", HAPPENED),
    "level": ("levels", "level", HAPPENED),
    "upgrade": ("upgrades", "upgrade plan", HAPPENED),
    "capacity": ("capacity", "capacity", HAPPENED),
    "stop": ("stops", "stop notice", {}),
    "paper": ("papers", "document of the park", HAPPENED),
    "rule": ("admission-rules", "admission rule", {"kind": "FORBIDDEN", "value": SKIP, "until": SKIP}),
    "risk": (
        "risk",
        "risk",
        {
            **HAPPENED,
            "year": 2025,
            "round": 7,
            "own_score": 77,
            "published_grade": "C",
            "veto_codes": SKIP,
            "city_score": SKIP,
            "province_score": SKIP,
        },
    ),
}


def of_enterprise() -> Iterator[Stand]:
    for noun, (path, name, given) in OF_ENTERPRISE.items():
        yield Stand(
            f"{name}, new", by("coordinator", lambda w, p=path: f"/enterprises/{w.plant.pk}/{p}/add/"), given=given
        )
        yield Stand(name, by("coordinator", lambda w, p=path, n=noun: f"/{p}/{w.kept.rows[n].pk}/edit/"), given=given)


def of_park() -> Iterator[Stand]:
    for noun, (path, name, given) in OF_PARK.items():
        yield Stand(
            name, by("coordinator", lambda w, p=path, n=noun: f"/parks/{p}/{w.kept.rows[n].pk}/edit/"), given=given
        )


def at_row(noun: str, address: str) -> Callable[[World], tuple[User, str]]:
    return by("coordinator", lambda w: address.format(w.kept.rows[noun].pk))


OF_A_SUPERVISOR = {
    "account": SKIP,
    "since": day(-2),
    "left_on": SKIP,
    "degree_on": day(-9),
    "practising_since": day(-9),
    "certificate_until": day(99),
}
OF_AN_INSTRUMENT = {"bought_on": day(-9), "lent_on": day(-2), "calibrate_by": day(99)}


def of_a_unit() -> Iterator[Stand]:
    """People and instruments of a supervising unit."""
    lasting = {**PAST, "valid_until": day(99)}
    for name, noun, address, given in (
        ("team", "team", "teams/{}/edit/", {}),
        ("supervisor, new", "team", "teams/{}/people/add/", OF_A_SUPERVISOR),
        ("supervisor", "supervisor", "people/{}/edit/", OF_A_SUPERVISOR),
        ("post of a supervisor", "supervisor", "people/{}/post/", {"since": day(0)}),
        ("credential, new", "supervisor", "people/{}/credentials/add/", lasting),
        ("credential", "credential", "credentials/{}/edit/", lasting),
        ("training, new", "supervisor", "people/{}/trainings/add/", PAST),
        ("training", "training", "trainings/{}/edit/", PAST),
        ("instrument, new", "team", "teams/{}/equipment/add/", OF_AN_INSTRUMENT),
        ("instrument", "equipment", "equipment/{}/edit/", OF_AN_INSTRUMENT),
        (
            "calibration",
            "equipment",
            "equipment/{}/calibrations/add/",
            {"calibrated_on": day(-2), "valid_until": day(99), "is_passed": True},
        ),
    ):
        yield Stand(name, at_row(noun, f"/capability/{address}"), given=given)
    yield Stand("team, new", by("coordinator", lambda w: "/capability/teams/add/"))


KEPT = (
    *of_enterprise(),
    *of_park(),
    *of_a_unit(),
    Stand(
        "certificate, new", at_row("person", "/key-people/{}/certificates/add/"), given={**PAST, "valid_until": day(99)}
    ),
    Stand("certificate", at_row("certificate", "/certificates/{}/edit/"), given={**PAST, "valid_until": day(99)}),
    Stand("guarantor, new", at_row("source", "/hazard-sources/{}/guarantors/add/"), given=DUTY),
    Stand("guarantor", at_row("guarantor", "/guarantors/{}/edit/"), given=PAST),
    Stand("check of a guarantor", at_row("guarantor", "/guarantors/{}/check/"), given={"checked_on": day(0)}),
    Stand(
        "admission rule, new",
        by("park", lambda w: f"/parks/{w.plant.park_id}/admission-rules/add/"),
        given={"kind": "FORBIDDEN", "value": SKIP, "until": SKIP},
    ),
    Stand("application, new", by("enterprise", lambda w: f"/projects/{w.project.pk}/admissions/add/")),
    Stand("step of an application", at_row("application", "/admissions/{}/withdraw/"), given={"reason": "另行选址"}),
    Stand(
        "posting",
        at_row("quota", "/parks/quota/{}/"),
        "main form[method=post]:has([name=amount])",
        {"kind": "GRANTED", "day": day(0), "project_name": SKIP, "reservation": SKIP, "signed_reason": SKIP},
    ),
    Stand(
        "reversal",
        at_row("posting", "/parks/quota/postings/{}/reverse/"),
        given={"reason": "录入有误", "signed_reason": SKIP},
    ),
    Stand("feed, new", by("coordinator", lambda w: "/calendar/feeds/"), "main form[method=post]:has([name=name])"),
    Stand(
        "visit of the leader",
        by("coordinator", lambda w: f"/parks/{w.plant.park_id}/visits/add/"),
        given={"day": day(0)},
    ),
    Stand(
        "renewal of a permit",
        by("coordinator", lambda w: f"/permits/{w.permit.pk}/renew/"),
        given={
            "issued_on": day(0),
            "first_issued_on": day(-99),
            "valid_from": day(1),
            "valid_until": day(400),
        },
    ),
    Stand(
        "state of a permit",
        by("coordinator", lambda w: f"/permits/{w.permit.pk}/state/"),
        given={"state": "SUSPENDED", "since": day(0)},
    ),
    Stand("scans of a permit", by("coordinator", lambda w: f"/permits/{w.permit.pk}/scans/")),
    Stand("scans of a record", by("coordinator", lambda w: f"/projects/records/{w.record.pk}/scans/")),
    Stand("receipt of a payment", by("coordinator", lambda w: f"/closures/instalments/{payment(w.plant).pk}/scans/")),
    Stand("scans of an approval", by("coordinator", lambda w: f"/projects/approvals/{w.approval.pk}/scans/")),
    Stand(
        "legal review",
        by("coordinator", lambda w: f"/law/bases/{w.unread.pk}/"),
        "main form[method=post]:has([name=reviewed_by])",
        {"reviewed_on": day(0)},
    ),
)
