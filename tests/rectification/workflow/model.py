"""The written rules of the workflow (design section 3, rules R8), once more and independently of the product.

Plain Python, its own table: what the product does is compared with this.
"""

from dataclasses import dataclass, field

STATES = (
    "PENDING",
    "ASSIGNED",
    "PLAN_REVIEW",
    "RECTIFYING",
    "UNDER_REVIEW",
    "AWAITING_SIGN_OFF",
    "CLOSED",
    "VOID",
)

STEPS_FROM = {
    "assign": {"PENDING"},
    "decline": {"ASSIGNED"},
    "accept": {"ASSIGNED"},
    "approve-plan": {"PLAN_REVIEW"},
    "reject-plan": {"PLAN_REVIEW"},
    "stage": {"RECTIFYING"},
    "submit": {"RECTIFYING"},
    "fail": {"UNDER_REVIEW"},
    "propose-pass": {"UNDER_REVIEW"},
    "pass": {"UNDER_REVIEW"},
    "confirm-pass": {"AWAITING_SIGN_OFF"},
    "sign-off": {"AWAITING_SIGN_OFF"},
    "return": {"AWAITING_SIGN_OFF"},
    "look-back": {"CLOSED"},
    "extend": {"PLAN_REVIEW", "RECTIFYING"},
    "decide-extension": {"PLAN_REVIEW", "RECTIFYING", "UNDER_REVIEW"},
    "supervise": {"ASSIGNED", "PLAN_REVIEW", "RECTIFYING", "UNDER_REVIEW"},
    "void": {"PENDING", "ASSIGNED", "PLAN_REVIEW", "RECTIFYING", "UNDER_REVIEW", "AWAITING_SIGN_OFF"},
    "decide-void": {"PENDING", "ASSIGNED", "PLAN_REVIEW", "RECTIFYING", "UNDER_REVIEW", "AWAITING_SIGN_OFF"},
}

# Where the tests find an item at which the step stands: a key of WAYS in test_matrix.
OF_MAJOR = {"approve-plan", "reject-plan"}
STANDS_AT = {
    "assign": "pending",
    "decline": "assigned",
    "accept": "assigned",
    "approve-plan": "plan review",
    "reject-plan": "plan review",
    "stage": "work",
    "submit": "plan or work",
    "extend": "plan or work",
    "decide-extension": "extension asked",
    "fail": "under review",
    "propose-pass": "under review",
    "pass": "under review",
    "confirm-pass": "awaiting",
    "sign-off": "awaiting",
    "return": "awaiting",
    "look-back": "closed",
    "supervise": "assigned",
    "void": "pending",
    "decide-void": "void proposed",
}
ASKS_MODE = {"accept", "submit", "fail", "propose-pass", "pass"}
OF_OTHER_ITEMS = {"confirm", "publish"}
"""Steps of items without an end and of listed ones; the items told here are neither."""


@dataclass(frozen=True)
class Person:
    name: str
    role: str
    unit: str
    head: bool = False


def second_of(first: str) -> str:
    """Whom an officer names as the second one on site."""
    return "inspector2" if first == "inspector" else "inspector"


@dataclass
class Life:
    """What the written rules say of one general or major item of a county inspection."""

    lead: str
    major: bool
    state: str = "PENDING"
    assigned_by: str = ""
    rectified: set[str] = field(default_factory=set)
    reviewed: set[str] = field(default_factory=set)
    signed: int = 0
    extension_open: bool = False
    extensions: int = 0
    void_by: str = ""
    proposed_by: str = ""
    awaited: str = ""
    mode: str = ""
    staged: bool = False

    def may(self, step: str, who: Person) -> bool:
        return self.state in STEPS_FROM[step] and self._condition(step) and self._person(step, who)

    def fits(self, step: str, mode: str) -> bool:
        """Whether a step may be taken with this mode of rectification: a temporary stop never passes.

        What was only stopped leaves that by a step that brings evidence; a failed re-inspection brings none here.
        """
        if step in ("propose-pass", "pass"):
            return (mode or self.mode) not in ("", "SUSPEND")
        return step != "fail" or self.mode != "SUSPEND" or mode in ("", "SUSPEND")

    def note_mode(self, step: str, mode: str) -> None:
        if step in ASKS_MODE:
            self.mode = mode or self.mode

    def _condition(self, step: str) -> bool:
        if step == "extend":
            return not self.extension_open and self.extensions < (2 if self.major else 1)
        if step == "decide-extension":
            return self.extension_open
        if step == "void":
            return not self.void_by
        return bool(self.void_by) if step == "decide-void" else True

    def _person(self, step: str, who: Person) -> bool:
        officials = {"COORDINATOR", "DEPARTMENT"}
        outside = who.unit != self.lead
        second = who.role == "COORDINATOR" or (who.role == "DEPARTMENT" and who.head)
        answering = not outside and who.role in officials | {"ENTERPRISE", "PARK"}
        reviewing = who.role in {"DEPARTMENT", "INSPECTOR"} and outside and who.name not in self.rectified
        by_step = {
            **dict.fromkeys(("assign", "supervise"), who.role in officials),
            **dict.fromkeys(("decline", "accept", "stage", "submit", "extend"), answering),
            **dict.fromkeys(("approve-plan", "reject-plan", "decide-extension"), self._assigner(step, who)),
            "fail": reviewing,
            "propose-pass": reviewing and self.proposed_by in ("", who.name),
            "pass": reviewing and self.awaited in ("", who.name),
            "confirm-pass": self.awaited == who.name,
            "sign-off": self._signer(who),
            "return": self._signer(who) or self.awaited == who.name,
            "look-back": who.role in officials | {"INSPECTOR"} and outside,
            "void": who.role == "COORDINATOR",
            "decide-void": second and who.name != self.void_by,
        }
        return by_step[step]

    def _assigner(self, step: str, who: Person) -> bool:
        if who.unit == self.lead:
            return False
        if step == "decide-extension" and self.major:
            return who.role == "COORDINATOR"
        return who.role == "COORDINATOR" or (who.role == "DEPARTMENT" and who.unit == self.assigned_by)

    def _signer(self, who: Person) -> bool:
        if who.name in self.rectified | self.reviewed:
            return False
        head = who.role == "DEPARTMENT" and who.head
        if not self.major:
            return who.role == "COORDINATOR" or (head and who.unit == self.assigned_by)
        if self.signed == 1:
            return who.role == "COORDINATOR"
        return head and who.unit != self.lead and self.assigned_by in (who.unit, "office")

    def take(self, step: str, who: Person, *, yes: bool = True) -> None:
        after = {
            "assign": "ASSIGNED",
            "decline": "PENDING",
            "accept": "PLAN_REVIEW" if self.major else "RECTIFYING",
            "approve-plan": "RECTIFYING",
            "reject-plan": "ASSIGNED",
            "submit": "UNDER_REVIEW",
            "fail": "RECTIFYING",
            "pass": "AWAITING_SIGN_OFF",
            "return": "RECTIFYING",
        }
        self.state = after.get(step, self.state)
        getattr(self, f"_after_{step.replace('-', '_')}", lambda *_: None)(who, yes)

    def _after_assign(self, who: Person, yes: bool) -> None:
        self.assigned_by = who.unit

    def _after_submit(self, who: Person, yes: bool) -> None:
        self.rectified.add(who.name)

    def _after_stage(self, who: Person, yes: bool) -> None:
        self.staged = True

    def _after_fail(self, who: Person, yes: bool) -> None:
        self.reviewed.add(who.name)
        self.proposed_by = self.awaited = ""

    def _after_propose_pass(self, who: Person, yes: bool) -> None:
        self.reviewed.add(who.name)
        self.proposed_by, self.awaited = who.name, second_of(who.name)

    def _after_pass(self, who: Person, yes: bool) -> None:
        self.reviewed |= {who.name} if self.proposed_by else {who.name, second_of(who.name)}
        self.awaited = "" if self.proposed_by else second_of(who.name)
        self.proposed_by = ""

    def _after_confirm_pass(self, who: Person, yes: bool) -> None:
        self.awaited = ""

    def _after_return(self, who: Person, yes: bool) -> None:
        self.signed, self.awaited = 0, ""

    def _after_sign_off(self, who: Person, yes: bool) -> None:
        self.signed += 1
        if self.signed == (2 if self.major else 1):
            self.state = "CLOSED"

    def _after_extend(self, who: Person, yes: bool) -> None:
        self.extension_open = True

    def _after_decide_extension(self, who: Person, yes: bool) -> None:
        self.extension_open = False
        self.extensions += yes

    def _after_void(self, who: Person, yes: bool) -> None:
        self.void_by = who.name

    def _after_decide_void(self, who: Person, yes: bool) -> None:
        self.void_by = ""
        if yes:
            self.state = "VOID"
