"""The key processes, key chemicals and key people of the made-up enterprises."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from demo.hazard_sources import SAVED_TOGETHER, own_random
from demo.texts.key_safety import (
    CERTIFICATES,
    CHEMICALS,
    LEARNT,
    OPERATORS,
    POSTS,
    PROCESSES,
    SCALES,
)
from demo.texts.names import GIVEN_FIRST, GIVEN_SECOND, SURNAMES
from enterprises.models import Enterprise
from enterprises.states import EnterpriseKind
from safety.models import Certificate, HeldChemical, KeyPerson, OperatedProcess
from safety.states import Post

VALID_FOR = 1095
EXPIRES_IN = (25, 80, 190, 340, 520, 700, 900, -12)
"""Days until a certificate runs out; one in so many has."""


def key_safety(enterprises: list[Enterprise], today: date) -> None:
    """Give each enterprise what its signs say, and people in every post."""
    _write_processes(enterprises, today - timedelta(days=1500))
    _write_people(enterprises, today)


def _write_processes(enterprises: list[Enterprise], since: date) -> None:
    processes = [row for each in enterprises if each.has_key_process for row in _processes(each, since)]
    chemicals = [row for each in enterprises if each.has_key_chemical for row in _chemicals(each, since)]
    OperatedProcess.objects.bulk_create(processes, batch_size=SAVED_TOGETHER)
    HeldChemical.objects.bulk_create(chemicals, batch_size=SAVED_TOGETHER)
    without = [each.pk for each in enterprises if EnterpriseKind(each.kind) not in PROCESSES]
    Enterprise.objects.filter(pk__in=without, has_key_process=True).update(has_key_process=False)


def _write_people(enterprises: list[Enterprise], today: date) -> None:
    drafts = [draft for each in enterprises for draft in _people(each, today)]
    KeyPerson.objects.bulk_create([person for person, _certificates in drafts], batch_size=SAVED_TOGETHER)
    papers = [paper for _person, certificates in drafts for paper in certificates]
    for paper in papers:
        paper.person_id = paper.person.pk
    Certificate.objects.bulk_create(papers, batch_size=SAVED_TOGETHER)


def _processes(enterprise: Enterprise, since: date) -> Iterator[OperatedProcess]:
    random = own_random(enterprise, "processes")
    for code, place in PROCESSES.get(EnterpriseKind(enterprise.kind), ()):
        yield OperatedProcess(
            enterprise=enterprise, process_id=code, place=place, scale=random.choice(SCALES), since=since
        )


def _chemicals(enterprise: Enterprise, since: date) -> Iterator[HeldChemical]:
    for code, place, tonnes in CHEMICALS[EnterpriseKind(enterprise.kind)]:
        yield HeldChemical(enterprise=enterprise, chemical_id=code, place=place, amount=Decimal(tonnes), since=since)


def _people(enterprise: Enterprise, today: date) -> Iterator[tuple[KeyPerson, list[Certificate]]]:
    random = own_random(enterprise, "people")
    known = [enterprise.principal_name, enterprise.safety_manager_name]
    phones = [enterprise.principal_phone, enterprise.safety_manager_phone]
    for place, post in enumerate(POSTS):
        learnt = OPERATORS if post in (Post.OPERATOR, Post.SPECIAL_WORKER) else LEARNT
        education, subject, words, title = random.choice(learnt)
        person = KeyPerson(
            enterprise=enterprise,
            name=known[place] if place < len(known) else _name(random),
            post=post,
            phone=phones[place] if place < len(phones) else f"0990-558{random.randint(1000, 9999)}",
            education=education,
            major_kind=subject,
            major=words,
            title=title,
            since=today - timedelta(days=random.randint(200, 2000)),
        )
        yield person, list(_certificates(person, random, today))


def _certificates(person: KeyPerson, random: Random, today: date) -> Iterator[Certificate]:
    kind, work = CERTIFICATES.get(Post(person.post), ("", ""))
    if not kind:
        return
    until = today + timedelta(days=random.choice(EXPIRES_IN) + random.randint(0, 9))
    yield Certificate(
        person=person,
        kind=kind,
        work=work,
        number=f"T629901{random.randint(100000, 999999)}",
        issued_on=until - timedelta(days=VALID_FOR),
        valid_until=until,
    )


def _name(random: Random) -> str:
    return random.choice(SURNAMES) + random.choice(GIVEN_FIRST) + random.choice((*GIVEN_SECOND, ""))
