"""The national server's state machine and the outcomes of a check."""

import pytest

from juki.kernel.errors import JukiError
from juki.outside.nation.rules import Candidate, Effect, Standing, check_order, effect, judge, person_token

HERE, THERE = "132292", "131016"
AT_HOME = Standing(HERE, True, "n1")
AWAY = Standing(THERE, True, "n1")
LEFT = Standing(HERE, False, "n1")
LEFT_THERE = Standing(THERE, False, "n1")


@pytest.mark.parametrize(
    ("event_class", "before", "expected"),
    [
        ("entry", None, Effect.ENTERED),
        ("entry", AWAY, Effect.ENTERED),
        ("entry", LEFT, Effect.ENTERED),
        ("entry", LEFT_THERE, Effect.ENTERED),
        ("entry", AT_HOME, "OUT-0202"),
        ("amendment", AT_HOME, Effect.AMENDED),
        ("amendment", AWAY, "OUT-0203"),
        ("amendment", LEFT, "OUT-0203"),
        ("amendment", None, "OUT-0204"),
        ("removal", AT_HOME, Effect.REMOVED),
        ("removal", AWAY, Effect.NOTED),
        ("removal", LEFT_THERE, Effect.NOTED),
        ("removal", LEFT, "OUT-0203"),
        ("removal", None, "OUT-0204"),
        ("", AT_HOME, "OUT-0207"),
    ],
)
def test_what_an_update_does(event_class: str, before: Standing | None, expected: Effect | str):
    try:
        found: Effect | str = effect(
            event_class=event_class,
            event_reason="TENNYU",
            municipality=HERE,
            individual_number="n1",
            before=before,
            number_is_taken=False,
        )
    except JukiError as error:
        found = error.code
    assert found == expected


@pytest.mark.parametrize(
    ("before", "number", "taken"), [(None, "n1", True), (AT_HOME, "n2", False), (AWAY, "n2", False)]
)
def test_a_number_never_changes_hands(before: Standing | None, number: str, taken: bool):
    with pytest.raises(JukiError, match="OUT-0205"):
        effect(
            event_class="entry",
            event_reason="TENNYU",
            municipality=HERE,
            individual_number=number,
            before=before,
            number_is_taken=taken,
        )


@pytest.mark.parametrize(
    ("had", "number", "reason", "accepted"),
    [
        ("", "n1", "KOJIN_BANGO_SHITEI", True),
        ("", "n1", "TENKYO", True),
        ("", "", "TENKYO", True),
        ("n1", "", "TENKYO", True),
        ("n1", "n2", "TENKYO", False),
        ("n1", "n2", "KOJIN_BANGO_HENKO", True),
    ],
)
def test_a_first_number_comes_by_any_update_and_another_by_a_change(had, number, reason, accepted):
    def tell() -> Effect:
        return effect(
            event_class="amendment", event_reason=reason, municipality=HERE, individual_number=number,
            before=Standing(HERE, True, had), number_is_taken=False,
        )  # fmt: skip

    if accepted:
        assert tell() is Effect.AMENDED
        return
    with pytest.raises(JukiError, match="OUT-0205"):
        tell()


@pytest.mark.parametrize(
    ("number", "last", "accepted"), [(1, 0, True), (2, 1, True), (2, 0, False), (4, 2, False)]
)
def test_order(number: int, last: int, accepted: bool):
    if accepted:
        check_order(number, last=last)
        return
    with pytest.raises(JukiError, match="OUT-0201"):
        check_order(number, last=last)


def person(*differing: str, ended: bool = False) -> Candidate:
    return Candidate("c", HERE, ended, differing)


@pytest.mark.parametrize(
    ("candidates", "by_number", "expected"),
    [
        ([], True, "none"),
        ([person()], True, "match"),
        ([person(ended=True)], True, "removed"),
        ([person("full_name")], True, "mismatch"),
        ([person("full_name", ended=True)], True, "mismatch"),
        ([], False, "none"),
        ([person()], False, "one_by_details"),
        ([person("birth")], False, "none"),
        ([person(), person()], False, "many"),
        ([person(), person("birth")], False, "one_by_details"),
        ([person(), person(ended=True)], False, "one_by_details"),
        ([person(ended=True)], False, "removed"),
    ],
)
def test_outcomes(candidates: list[Candidate], by_number: bool, expected: str):
    outcome, named = judge(candidates, by_number=by_number)
    assert outcome == expected
    assert by_number or named is None


def test_a_token_depends_on_person_and_key_and_shows_neither():
    token = person_token("12345678901", key=b"k" * 32)
    assert token == person_token("12345678901", key=b"k" * 32)
    assert token not in {
        person_token("12345678902", key=b"k" * 32),
        person_token("12345678901", key=b"j" * 32),
    }
    assert "12345678901" not in token
