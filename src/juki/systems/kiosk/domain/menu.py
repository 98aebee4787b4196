"""What the holder of a card may have: kinds, members, items; and whether a choice is among it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from juki.systems.kiosk.domain.issuable import NotIssuable


class Kind(StrEnum):
    """住民票の写し of the holder, of some of the household, of all of it."""

    SELF = "self"
    SOME = "some"
    ALL = "all"


class Show(StrEnum):
    """Items that are printed only when asked for; 住民票コード is none of them. Source: 住基法12条5項; STD 5.1."""

    RELATIONSHIP = "relationship"
    HONSEKI = "honseki"
    NATIONALITY = "nationality"
    RESIDENCE_STATUS = "residence_status"
    INDIVIDUAL_NUMBER = "individual_number"


OF_OTHERS = frozenset(
    {NotIssuable.REMOVED, NotIssuable.SUPPRESSED, NotIssuable.MOVING_OUT, NotIssuable.SAME_DAY_AS_MOVE_IN}
)
"""What keeps a member from standing on another's certificate; being young does not."""


@dataclass(frozen=True, slots=True)
class Member:
    """``place`` in the record, from 1. ``printable``: the font has every glyph that is always printed.

    ``show``: the items that can be printed for this member.
    """

    place: int
    addressee_number: str
    is_head: bool
    reasons: frozenset[NotIssuable]
    printable: bool
    show: frozenset[Show]

    @property
    def is_barred(self) -> bool:
        """Whether nothing of this member may be shown at a kiosk."""
        return bool(self.reasons & OF_OTHERS)


@dataclass(frozen=True, slots=True)
class Offer:
    """One kind with the items that may be asked for."""

    kind: Kind
    show: tuple[Show, ...]


@dataclass(frozen=True, slots=True)
class Menu:
    """``places`` says whom each number on the kiosk's screen means, the holder first, whose place is ``own``."""

    offers: tuple[Offer, ...]
    places: dict[int, str]
    own: int

    def allows(self, kind: str, places: Collection[int], show: Collection[str]) -> bool:
        """Whether the choice is one of those offered, with nobody twice and no item beside those offered."""
        offer = next((one for one in self.offers if one.kind == kind), None)
        if offer is None or not set(show) <= set(offer.show) or len(set(show)) < len(show):
            return False
        if not places or len(set(places)) < len(places) or not set(places) <= set(self.places):
            return False
        match offer.kind:
            case Kind.SELF:
                return set(places) == {self.own}
            case Kind.ALL:
                return set(places) == set(self.places)
            case Kind.SOME:
                return True


def menu_for(holder: Member, household: Sequence[Member], *, head_printable: bool) -> Menu:
    """What ``holder``, to whom nothing stands against, may have of ``household`` (which they are in).

    With a barred member in the household only the holder's own copy is left: a shorter list of names, or a household
    copy that is missing for one family and not for another, would tell why. Whose name cannot be drawn is left out.
    世帯主 is printed with 続柄, so 続柄 is not offered where the head is barred or cannot be drawn.

    Source: ADR 0014; STD 3.1.
    """
    barred = any(one.is_barred for one in household if one is not holder)
    head_shown = head_printable and not any(one.is_head and one.is_barred for one in household)
    shown = [holder] if barred else [one for one in household if one is holder or one.printable]
    offers = [Offer(Kind.SELF, _items([holder], head_shown))]
    if len(shown) > 1:
        offers.append(Offer(Kind.SOME, _items(shown, head_shown)))
    if not barred and len(shown) == len(household):
        offers.append(Offer(Kind.ALL, _items(shown, head_shown)))
    in_order = [holder, *(one for one in shown if one is not holder)]
    return Menu(tuple(offers), {one.place: one.addressee_number for one in in_order}, holder.place)


def _items(members: Sequence[Member], head_shown: bool) -> tuple[Show, ...]:
    """What can be printed for somebody here and fails for nobody."""
    able = {item for one in members for item in one.show}
    return tuple(item for item in Show if item in able and (item is not Show.RELATIONSHIP or head_shown))
