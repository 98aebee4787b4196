"""Who belongs to a household: sex, age, relationship and family of each member of a plan.

Ages are years with a fraction. A parent is at least 18.5 years older than a child.
"""

from collections.abc import Callable, Mapping
from random import Random

from juki.launch.synthetic.plans import Plan

MALE, FEMALE = "1", "2"
_YOUNGEST_PARENT = 18.5
_OLDEST_MOTHER = 44.0
_OLDEST = 105.0


class Sketch:
    """A member before names and dates. ``family``: whose surname; ``register``: which 戸籍."""

    __slots__ = ("age", "codes", "family", "register", "role", "sex")

    def __init__(self, role: str, sex: str, age: float) -> None:
        self.role = role
        self.sex = sex
        self.age = age
        self.codes: tuple[str, ...] = ()
        self.family = 0
        self.register = "own"


Household = Mapping[str, Sketch]


def sketch(rng: Random, plan: Plan) -> list[Sketch]:
    """The members of one household, in 記載順, a head who has left included."""
    low, high = plan.ages.pick(rng)
    head = Sketch("head", MALE if rng.random() < plan.male else FEMALE, low + rng.random() * (high - low))
    made = [head]
    latest = {"head": head}
    for place, role in enumerate(plan.members[1:], start=1):
        member = _MAKERS[role](rng, latest, plan)
        made.append(member)
        latest[role] = member
        member.family, member.register = _kin(role, place, plan)
    head.register = "couple" if {"spouse", "child"} & set(plan.members) else "parents"
    for member in made:
        member.codes = _codes(member, latest)
    return made


def _couple(rng: Random, other: Sketch, role: str) -> Sketch:
    older = 1.8 if other.sex == FEMALE else -1.8
    gap = max(-8.0, min(8.0, rng.gauss(older, 3.0)))
    return Sketch(role, FEMALE if other.sex == MALE else MALE, min(_OLDEST, max(19.0, other.age + gap)))


def _child(rng: Random, role: str, parents: list[Sketch], older: Sketch | None, ahead: int) -> Sketch:
    """A child of ``parents``; ``ahead``: how many more children or generations have to fit in below."""
    sex = MALE if rng.random() < 0.514 else FEMALE
    youngest = min(parent.age for parent in parents)
    least = max((parent.age - _OLDEST_MOTHER for parent in parents if parent.sex == FEMALE), default=0.0)
    if older is not None:
        gap = 1.2 + rng.expovariate(0.55)
        age = older.age - gap if older.age > gap else older.age * rng.random()
        age = max(age, least)
        return Sketch(role, sex, older.age if older.age - age < 0.8 else age)
    bearing = 20.0 + 8.0 * rng.random() if ahead else max(19.0, min(42.0, rng.gauss(30.0, 4.2)))
    if bearing > youngest:
        bearing = 19.0 + max(0.0, youngest - 19.0) * rng.random()
    return Sketch(role, sex, max(0.0, least, youngest - max(bearing, _YOUNGEST_PARENT)))


def _own_child(rng: Random, made: Household, plan: Plan) -> Sketch:
    parents = [made[role] for role in ("head", "spouse", "partner") if role in made]
    return _child(rng, "child", parents, made.get("child"), "child.child" in plan.members)


def _grandchild(rng: Random, made: Household, plan: Plan) -> Sketch:
    parents = [made[role] for role in ("child", "child.spouse") if role in made]
    return _child(rng, "child.child", parents, made.get("child.child"), "child.child.child" in plan.members)


def _great_grandchild(rng: Random, made: Household, _plan: Plan) -> Sketch:
    return _child(rng, "child.child.child", [made["child.child"]], None, 0)


def _stepchild(of: str) -> Callable[[Random, Household, Plan], Sketch]:
    def make(rng: Random, made: Household, _plan: Plan) -> Sketch:
        return _child(rng, f"{of}.child", [made[of]], None, 0)

    return make


def _parent(role: str, sex: str) -> Callable[[Random, Household, Plan], Sketch]:
    anchor = "spouse" if role.startswith("spouse.") else "head"
    mean, oldest = (31.0, 50.0) if sex == MALE else (28.0, 42.0)

    def make(rng: Random, made: Household, _plan: Plan) -> Sketch:
        gap = max(19.0, min(oldest, rng.gauss(mean, 4.5)))
        return Sketch(role, sex, min(_OLDEST, made[anchor].age + gap))

    return make


def _sibling(rng: Random, made: Household, _plan: Plan) -> Sketch:
    gap = 1.5 + 7.5 * rng.random()
    head = made["head"].age
    age = head + gap if rng.random() < 0.4 or head - gap < 18.0 else head - gap
    return Sketch("sibling", MALE if rng.random() < 0.5 else FEMALE, age)


def _companion(role: str) -> Callable[[Random, Household, Plan], Sketch]:
    def make(rng: Random, made: Household, plan: Plan) -> Sketch:
        youngest, oldest = (62.0, 101.0) if plan.institution else (18.0, 70.0)
        age = max(youngest, min(oldest, made["head"].age + rng.gauss(0.0, 6.0)))
        same = rng.random() < 0.7
        sex = made["head"].sex
        return Sketch(role, sex if same else (FEMALE if sex == MALE else MALE), age)

    return make


_MAKERS: dict[str, Callable[[Random, Household, Plan], Sketch]] = {
    "spouse": lambda rng, made, _plan: _couple(rng, made["head"], "spouse"),
    "partner": lambda rng, made, _plan: _couple(rng, made["head"], "partner"),
    "child": _own_child,
    "child.spouse": lambda rng, made, _plan: _couple(rng, made["child"], "child.spouse"),
    "child.child": _grandchild,
    "child.child.child": _great_grandchild,
    "spouse.child": _stepchild("spouse"),
    "partner.child": _stepchild("partner"),
    "father": _parent("father", MALE),
    "mother": _parent("mother", FEMALE),
    "spouse.father": _parent("spouse.father", MALE),
    "spouse.mother": _parent("spouse.mother", FEMALE),
    "sibling": _sibling,
    "lodger": _companion("lodger"),
    "kin": _companion("kin"),
}

_FAMILIES = {
    "spouse": (0, "couple"),
    "child": (0, "couple"),
    "child.spouse": (0, "young"),
    "child.child": (0, "young"),
    "child.child.child": (0, "youngest"),
    "father": (0, "parents"),
    "mother": (0, "parents"),
    "sibling": (0, "parents"),
    "spouse.father": (1, "in_laws"),
    "spouse.mother": (1, "in_laws"),
    "partner": (2, "partner"),
    "partner.child": (2, "partner"),
    "spouse.child": (3, "former"),
}


def _kin(role: str, place: int, plan: Plan) -> tuple[int, str]:
    """Family (surname) and family register of a role in this plan."""
    if role == "child" and "child.spouse" in plan.members:
        return 0, "young"
    if role == "child" and "partner" in plan.members:
        return _FAMILIES["partner"]
    if role == "child.child" and "child.child.child" in plan.members:
        return 0, "youngest"
    return _FAMILIES.get(role) or (10 + place, f"own{place}")


def _codes(member: Sketch, made: Household) -> tuple[str, ...]:
    """The 続柄コード chain of a member, outermost first. Source: STD 1.1.11."""
    if member.role == "sibling":
        older = member.age >= made["head"].age
        return (
            {(MALE, True): "71", (MALE, False): "74", (FEMALE, True): "81"}.get((member.sex, older), "84"),
        )
    wholes = {"head": "02", "lodger": "99", "kin": "96", "child": "20", "father": "51", "mother": "52"}
    codes = []
    path = ""
    for part in member.role.split("."):
        path = f"{path}.{part}" if path else part
        if part in wholes:
            codes.append(wholes[part])
        else:
            male, female = ("13", "14") if part == "partner" else ("11", "12")
            codes.append(male if made.get(path, member).sex == MALE else female)
    return tuple(codes)
