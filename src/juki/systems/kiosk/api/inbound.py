"""What the kiosk system does with what it receives."""

from juki.links.post.inbound import Inbound
from juki.links.post.rights import taken_by
from juki.links.universal import AccessGrants
from juki.systems.kiosk.peers.contract import (
    HouseholdSnapshot,
    KioskIssue,
    KioskMenu,
    PrintResult,
    SerialPair,
)
from juki.systems.kiosk.services.answers_issue import issue
from juki.systems.kiosk.services.answers_menu import menu
from juki.systems.kiosk.services.operations_households import replace_household
from juki.systems.kiosk.services.operations_pairs import take_pair
from juki.systems.kiosk.services.operations_prints import take_print

INBOUND = {
    "kiosk": Inbound(
        handlers={
            HouseholdSnapshot: replace_household,
            SerialPair: take_pair,
            PrintResult: take_print,
            AccessGrants: taken_by("kiosk"),
        },
        answers={KioskMenu: menu, KioskIssue: issue},
    )
}
