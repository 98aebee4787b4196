"""除票 with the 氏名, 生年月日 and 性別 of somebody who arrives: no identity, a person decides. Source: STD 4.1.1.2."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from juki.kernel.values.person_name import search_key
from juki.systems.registry.domain.resident import State
from juki.systems.registry.records.models import ResidentRow, ResidentVersion
from juki.systems.registry.services import removed_store


def lookalikes(full_name: str, birth: date, sex: str) -> list[str]:
    """宛名番号 of everybody who was removed and has these three, those of the 除票 store among them, in order.

    Whoever lives here again is none.
    """
    same_sex = ResidentVersion.objects.filter(
        addressee_number=OuterRef("addressee_number"), number=OuterRef("version"), sex=sex
    )
    key = search_key(full_name)
    rows = ResidentRow.objects.filter(Exists(same_sex), name_key=key, birth=birth)
    found = set(rows.exclude(state=State.RESIDENT).values_list("addressee_number", flat=True))
    stored = removed_store.heads(Q(name_key=key, birth=birth, content__sex=sex))
    apart = {one.addressee_number for one in stored} - found
    here = ResidentRow.objects.filter(addressee_number__in=apart, state=State.RESIDENT)
    return sorted(found | (apart - set(here.values_list("addressee_number", flat=True))))
