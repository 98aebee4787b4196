"""What one client may not hold beside something else."""

import pytest

from juki.launch.founding.grants import table
from juki.office.domain.four_eyes import INCOMPATIBLE, incompatible_with
from juki.office.domain.permission import is_permission
from juki.systems.registry.codes import Permission


@pytest.mark.parametrize(
    ("permission", "others"),
    [
        (Permission.REVIEW, {Permission.ENTER, Permission.RECEIVE}),
        (Permission.ENTER, {Permission.REVIEW}),
        (Permission.RECEIVE, {Permission.REVIEW}),
        (Permission.SEE_APPLICATION, set()),
    ],
)
def test_what_excludes_what(permission, others):
    assert incompatible_with(str(permission)) == {str(other) for other in others}


def test_the_table_names_permissions_that_exist():
    named = {one for pair in INCOMPATIBLE for one in pair}
    assert named <= {str(one) for one in Permission}
    assert all(is_permission(one) for one in named)


@pytest.mark.parametrize("client", table())
def test_the_first_clients_obey_the_table(client):
    for held in table()[client].values():
        for permission in held:
            assert not set(held) & set(incompatible_with(permission))
