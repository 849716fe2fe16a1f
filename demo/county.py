"""The made-up county: its units, its people and who may be asked for what."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Unpack

from accounts.models import Organization, User
from accounts.services.organizations import UnitDetails, add_alias, create_organization
from accounts.states import OrganizationKind, Role
from core import clock
from demo.texts.names import GIVEN_FIRST, GIVEN_SECOND, SURNAMES

EMAIL_DOMAIN = "yanchuan.example"
K, R = OrganizationKind, Role

# fmt: off
UNITS = (
    # key        name                              short         kind        below       order
    ("province",  "澜江省化工园区整治工作专班",       "省专班",      K.PROVINCE, "",         1),
    ("city",      "澜宁市安全生产委员会办公室",       "市安委办",    K.CITY,     "province", 2),
    ("county",    "砚川县人民政府",                 "县政府",      K.COUNTY,   "city",     5),
    ("office",    "砚川县化工园区安全环保整治攻坚办公室", "县攻坚办",  K.OFFICE,   "county",   10),
    ("computing", "砚川县大数据中心",               "县大数据中心", K.OTHER,    "county",   60),
    ("audit",     "砚川县审计局",                   "县审计局",    K.OTHER,    "county",   61),
)
DEPARTMENTS = (
    # key          name                        short            order  other names
    ("emergency",   "砚川县应急管理局",          "县应急局",         20, ("县安监局", "县应急管理局")),
    ("ecology",     "澜宁市生态环境局砚川分局",   "县生态环境分局",    21, ("县环保局", "县生态环境局")),
    ("development", "砚川县发展和改革局",        "县发改局",         22, ("县发改委",)),
    ("industry",    "砚川县工业和信息化局",      "县工信局",         23, ("县经信局",)),
    ("resources",   "砚川县自然资源局",          "县自然资源局",      24, ("县国土局",)),
    ("housing",     "砚川县住房和城乡建设局",    "县住建局",         25, ("县建设局",)),
    ("water",       "砚川县水务局",              "县水务局",         26, ("县水利局",)),
    ("transport",   "砚川县交通运输局",          "县交通局",         27, ()),
    ("market",      "砚川县市场监督管理局",      "县市场监管局",      28, ("县质监局",)),
    ("health",      "砚川县卫生健康局",          "县卫健局",         29, ()),
    ("fire",        "砚川县消防救援大队",        "县消防大队",       30, ("县消防",)),
    ("qingshi",     "青石镇人民政府",            "青石镇",           40, ()),
    ("liuwan",      "柳湾镇人民政府",            "柳湾镇",           41, ()),
)
PEOPLE = (
    # login          name      unit           role           head   certificate
    ("coordinator",  "周文澜", "office",       R.COORDINATOR, False, ""),
    ("coordinator2", "陈立群", "office",       R.COORDINATOR, False, ""),
    ("emergency",    "赵卫东", "emergency",    R.DEPARTMENT,  True,  "629901-0101"),
    ("emergency2",   "孙晓燕", "emergency",    R.DEPARTMENT,  False, "629901-0102"),
    ("ecology",      "林若清", "ecology",      R.DEPARTMENT,  True,  "629901-0201"),
    ("ecology2",     "何振宏", "ecology",      R.DEPARTMENT,  False, "629901-0202"),
    ("inspector",    "罗建军", "emergency",    R.INSPECTOR,   False, "629901-0111"),
    ("inspector2",   "高雪峰", "emergency",    R.INSPECTOR,   False, "629901-0112"),
    ("inspector3",   "谢子宁", "ecology",      R.INSPECTOR,   False, "629901-0211"),
    ("inspector4",   "韩永强", "ecology",      R.INSPECTOR,   False, "629901-0212"),
    ("superior",     "沈志远", "county",       R.SUPERIOR,    True,  ""),
    ("citysuperior", "顾明川", "city",         R.SUPERIOR,    False, ""),
    ("sysadmin",     "许家成", "computing",    R.SYSADMIN,    False, ""),
    ("secadmin",     "唐思敏", "computing",    R.SECADMIN,    False, ""),
    ("auditadmin",   "邓立平", "audit",        R.AUDITADMIN,  False, ""),
)
# fmt: on
HEADS = {
    "development": "冯建国",
    "industry": "曹海涛",
    "resources": "彭玉林",
    "housing": "曾立新",
    "water": "田晓波",
    "transport": "董永春",
    "market": "袁佳颖",
    "health": "潘秀琴",
    "fire": "蒋伟峰",
    "qingshi": "蔡东林",
    "liuwan": "余承安",
}
POSTS = {
    "coordinator": "综合科科长",
    "coordinator2": "督办科科长",
    "superior": "副县长",
    "emergency": "局长",
    "ecology": "局长",
    "fire": "大队长",
    "qingshi": "镇长",
    "liuwan": "镇长",
}
HEADS_POST = "局长"
DOCUMENT_WORDS = {"emergency": "砚应急", "ecology": "砚环", "office": "砚攻坚办"}
CONTRACTED = (
    "coordinator", "emergency", "ecology", "park", "inspector", "enterprise", "enterprise2",
    "superior", "observer", "sysadmin", "secadmin", "auditadmin",
)  # fmt: skip


@dataclass
class County:
    """What has been founded so far; `people` lists the users of a unit by its id."""

    random: Random
    password: str
    units: dict[str, Organization] = field(default_factory=dict)
    logins: dict[str, User] = field(default_factory=dict)
    people: defaultdict[int, list[User]] = field(default_factory=lambda: defaultdict(list))

    @property
    def government(self) -> Organization:
        return self.units["county"]

    def person_name(self) -> str:
        draw = self.random.choice
        return draw(SURNAMES) + draw(GIVEN_FIRST) + draw((*GIVEN_SECOND, ""))

    def found(
        self, key: str, name: str, kind: OrganizationKind, parent: Organization | None, **more: Unpack[UnitDetails]
    ) -> None:
        self.units[key] = create_organization(name=name, kind=kind, parent=parent, **more)

    def engage(self, person: User) -> User:
        """Keep a saved person at hand under login and unit."""
        self.logins[person.username] = person
        self.people[person.organization_id].append(person)
        return person

    def person(self, username: str, name: str, organization: Organization, role: Role, **more: object) -> User:
        """An unsaved person; both administrators have dealt with the account where they exist already."""
        moment = clock.now()
        return User(
            username=username,
            name=name,
            organization=organization,
            role=role,
            password=self.password,
            email=f"{username}@{EMAIL_DOMAIN}",
            password_changed_at=moment,
            created_at=moment,
            created_by=self.logins.get("sysadmin"),
            confirmed_by=self.logins.get("secadmin"),
            confirmed_at=moment,
            **more,
        )


def found_county(random: Random, password: str) -> County:
    """The government's units with their people; parks and enterprises come after."""
    county = County(random=random, password=password)
    for key, name, short, kind, parent, order in UNITS:
        above = county.units[parent] if parent else None
        county.found(key, name, kind, above, **_details(key, short, order))
    add_alias(county.units["office"], "攻坚办")
    _found_departments(county)
    _engage_people(county)
    return county


def _details(key: str, short: str, order: int) -> UnitDetails:
    word = DOCUMENT_WORDS.get(key, "")
    return {"short_name": short, "protocol_order": order, "phone": _office_phone(order), "document_word": word}


def _office_phone(order: int) -> str:
    """The made-up number of a unit that stands at this place of the protocol."""
    return f"0990-558{order:04d}"


def _found_departments(county: County) -> None:
    for key, name, short, order, others in DEPARTMENTS:
        kind = K.TOWNSHIP if name.endswith("镇人民政府") else K.DEPARTMENT
        county.found(key, name, kind, county.government, **_details(key, short, order))
        for other in others:
            add_alias(county.units[key], other)


def _engage_people(county: County) -> None:
    administrators = [row for row in PEOPLE if row[3] in (R.SYSADMIN, R.SECADMIN)]
    for row in (*administrators, *(row for row in PEOPLE if row not in administrators)):
        username, name, unit, role, is_head, certificate = row
        more = {"is_head": is_head, "certificate_number": certificate, "post": POSTS.get(username, "")}
        person = county.person(username, name, county.units[unit], role, **more)
        person.save()
        county.engage(person)
    for key, name in HEADS.items():
        post = POSTS.get(key, HEADS_POST)
        person = county.person(key, name, county.units[key], R.DEPARTMENT, is_head=True, post=post)
        person.save()
        county.engage(person)


def engage_all(county: County, people: Iterable[User]) -> None:
    """Save many people at once."""
    for person in User.objects.bulk_create(list(people), batch_size=500):
        county.engage(person)
