"""Who hears of an entry: 住基ネット, the former municipality, 統合宛名, コンビニ交付, 宛名管理, approved business systems."""

from collections.abc import Mapping, Sequence

from juki.kernel.work import Act
from juki.systems.registry.domain.resident import Resident
from juki.systems.registry.peers import addressee, business, jukinet, kiosk, unified
from juki.systems.registry.services.data_uses import active_entries
from juki.systems.registry.services.numbers import next_update_numbers


def announce(
    act: Act, household_number: str, members: Sequence[Resident], entered: Sequence[Resident], *, told: Mapping[str, str],
    operator: str, terminal: str,
) -> None:  # fmt: skip
    """Hand all messages of an entry to the act: they leave with it or not at all.

    ``members`` are all current members in 記載順位, ``entered`` those who are new; ``told`` names by
    住民票コード the municipality that hears of the move, confirmed by the nation (empty: none), ``operator`` and
    ``terminal`` say who typed it, and where.
    """
    head_name = next((member.names.full for member in members if member.is_head), "")
    entries = active_entries(on=act.times.legal_day)
    update_numbers = next_update_numbers([resident.resident_code for resident in entered])
    for resident in entered:
        jukinet.tell_update(
            act, resident, update_number=update_numbers[resident.resident_code], operator=operator, terminal=terminal
        )  # fmt: skip
        jukinet.tell_move_in(act, resident, former_municipality=told[resident.resident_code])
        unified.request_number(act, resident, head_name=head_name)
        addressee.tell_resident(act, resident)
        for entry in entries:
            business.tell_record(act, resident, entry)
    kiosk.tell_household(act, household_number, members, head_name=head_name)
