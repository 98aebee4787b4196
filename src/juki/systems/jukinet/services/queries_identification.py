"""Reading the file at the 統合端末: searches by pairs of items, one record by its code. Logged before shown."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from juki.kernel.clock import Times
from juki.kernel.values import kana
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Actor, log_before_showing
from juki.systems.jukinet.codes import RecordState
from juki.systems.jukinet.domain.criteria import require_pair
from juki.systems.jukinet.errors import NoSuchRecord, TooFewCriteria, TooManyHits
from juki.systems.jukinet.records.models import Identification
from juki.systems.jukinet.services.parameters import parameters
from juki.systems.jukinet.services.reasons import require_reason


@dataclass(frozen=True, slots=True, repr=False)
class Criteria:
    """What is searched for: 氏名 as written or in kana, 住所 as written on one line, 生年月日, 性別."""

    name: str = ""
    address: str = ""
    birth: date | None = None
    sex: str = ""

    @property
    def given(self) -> set[str]:
        """The items that are filled in."""
        values = {
            "name": self.name.strip(),
            "address": self.address.strip(),
            "birth": self.birth,
            "sex": self.sex,
        }
        return {item for item, value in values.items() if value}


def search(*, criteria: Criteria, reason: str, actor: Actor, times: Times) -> list[Identification]:
    """Records that fit all criteria, in the order of their codes; every search is logged, a refused one with its code.

    Source: document I-2 system 2(4); III(2)2 risk 1 (C:cs.search2).

    Raises:
        TooFewCriteria: not one of the allowed pairs.
        TooManyHits: more than the limit; nothing is shown.
        Malformed: the reason is not one readable line.
    """
    require_reason(reason)
    items = ",".join(sorted(criteria.given))
    try:
        require_pair(criteria.given, allowed=parameters().search_pairs)
    except TooFewCriteria as error:
        detail = {"code": error.code, "items": items}
        log_before_showing(
            actor, "identification.search", reason=reason, times=times, outcome="refused", detail=detail
        )
        raise
    log_before_showing(
        actor, "identification.search", reason=reason, times=times, outcome="taken", detail={"items": items}
    )
    limit = parameters().most_hits
    found = list(Identification.objects.filter(_condition(criteria)).order_by("resident_code")[: limit + 1])
    if len(found) > limit:
        log_before_showing(
            actor,
            "identification.listed",
            reason=reason,
            times=times,
            outcome="refused",
            detail={"code": TooManyHits.code},
        )
        raise TooManyHits(limit=limit)
    subjects = [f"resident:{record.resident_code}" for record in found]
    log_before_showing(
        actor,
        "identification.listed",
        reason=reason,
        times=times,
        subjects=subjects,
        detail={"hits": len(found)},
    )
    return found


def one(*, resident_code: str, reason: str, with_number: bool, actor: Actor, times: Times) -> Identification:
    """The record of a code, or of the code that followed it.

    Raises:
        NoSuchRecord: there is none; the attempt is logged.
        InvalidResidentCode: wrong digits.
        Malformed: the reason is not one readable line.
    """
    require_reason(reason)
    code = ResidentCode.parse(resident_code).digits
    action = "identification.number" if with_number else "identification.read"
    log_before_showing(
        actor,
        action,
        reason=reason,
        times=times,
        subjects=[f"resident:{code}"],
        detail={"number": int(with_number)},
    )
    hits = Identification.objects.filter(Q(pk=code) | Q(former_resident_code=code))
    newest = max(
        hits,
        key=lambda record: (record.record_state == RecordState.CURRENT, record.recorded_at),
        default=None,
    )
    if newest is None:
        raise NoSuchRecord
    if newest.resident_code != code:
        log_before_showing(
            actor, action, reason=reason, times=times, subjects=[f"resident:{newest.resident_code}"]
        )
    return newest


def _condition(criteria: Criteria) -> Q:
    condition = Q()
    if criteria.name.strip():
        key = kana.fold(criteria.name)
        condition &= Q(name__in=_blanks(criteria.name)) | (~Q(name_key="") & Q(name_key=key))
    if criteria.address.strip():
        condition &= Q(address__in=_blanks(criteria.address))
    if criteria.birth:
        condition &= Q(birth=criteria.birth)
    if criteria.sex:
        condition &= Q(sex=criteria.sex)
    return condition


def _blanks(text: str) -> list[str]:
    """The text with its blanks as typed, all full-width, all half-width: names and 方書 are stored with either."""
    words = text.split()
    return list(dict.fromkeys([text, "\u3000".join(words), " ".join(words)]))
