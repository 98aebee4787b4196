"""The city's own numbers on their way to a process."""

import pytest

from juki.launch.home import City
from juki.launch.settings_files import options_of


@pytest.mark.parametrize(
    ("city", "second_factor"),
    [
        (City(), "when_enrolled"),
        (City(options={"second_factor": "always"}), "always"),
        (City(production=True), "always"),
        (City(production=True, options={"second_factor": "when_enrolled"}), "always"),
    ],
)
def test_production_demands_the_second_factor_whatever_is_written(city, second_factor):
    assert options_of(city)["second_factor"] == second_factor


def test_what_is_written_is_handed_on():
    assert options_of(City(options={"password_days": "30"}))["password_days"] == "30"
