"""個別事項 of the demonstration: business systems tell what they have of the newcomer. Source: 住基法7条10号, 11号."""

import time

from juki.launch.demo.client import Client
from juki.launch.demo.errors import WentWrong

_SECONDS = 20
_LOOK = 0.2


def tell(business: Client, others: Client, *, addressee_number: str, day: str) -> int:
    """国民健康保険 and 国民年金 tell that the person is insured since ``day``; how many kinds that are.

    Raises:
        JukiError: a door refused.
    """
    told = (
        (business, "kokuho", {"kind": "national_health", "insured": True, "acquired_on": day}),
        (others, "nenkin", {
            "kind": "pension", "insured": True, "acquired_on": day, "category": "1", "category_changed_on": day,
        }),
    )  # fmt: skip
    for client, target, matter in told:
        body = {"target": target, "addressee_number": addressee_number, "matter": matter}
        client.expect(client.post("business", "/api/matters", body), "business", status=201)
    return len(told)


def wait(clerk: Client, *, addressee_number: str, kinds: int) -> list[str]:
    """What the register shows of them once it has all.

    Raises:
        WentWrong: they did not arrive in time.
    """
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline:
        reply = clerk.get("registry", f"/api/residents/{addressee_number}/matters")
        found = [one["label"] for one in clerk.expect(reply, "registry").json()]
        if len(found) == kinds:
            return found
        time.sleep(_LOOK)
    raise WentWrong(what="individual-matter")
