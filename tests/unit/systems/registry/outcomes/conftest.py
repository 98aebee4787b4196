"""A city of one family."""

import pytest
from tests.support.small_register import SmallRegister, place, somebody

from juki.systems.registry.domain.movement import NEW, Numbers
from juki.systems.registry.domain.resident import Basis


@pytest.fixture
def city() -> SmallRegister:
    """A family of three in 本町 since 2026-04-01, notified on 04-10."""
    found = SmallRegister()
    found.act(
        "SHOKKEN_KISAI", "2026-04-01",
        [somebody("甲野", "一郎", "世帯主"), somebody("甲野", "花子", "妻", sex="2"),
         somebody("甲野", "次郎", "子", birth="2010-05-05")],
        basis=Basis.NOTIFICATION, filed="2026-04-10", household=NEW, address=place("本町"),
        numbers=Numbers(addressees=("1", "2", "3"), household="10"),
    )  # fmt: skip
    return found
