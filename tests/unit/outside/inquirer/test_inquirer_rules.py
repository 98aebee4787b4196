"""Whom an inquirer asks about."""

import pytest

from juki.outside.inquirer.errors import NoCodeYet, SeveralPersons
from juki.outside.inquirer.rules import the_one


def test_one_code_however_often():
    assert the_one(["a"]) == the_one(["a", "a"]) == "a"


@pytest.mark.parametrize(("codes", "error"), [([], NoCodeYet), (["a", "b"], SeveralPersons)])
def test_nobody_or_several(codes, error):
    with pytest.raises(error):
        the_one(codes)
