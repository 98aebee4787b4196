"""A refactoring must not disable a historic fault without a word: its lines stand in the product, exactly once."""

import pytest

from support.races import mutants


@pytest.mark.parametrize("name", mutants.MUTANTS)
def test_the_lines_stand(name):
    assert mutants.stands(name)


def test_a_line_that_is_gone_is_noticed(monkeypatch, tmp_path):
    gone = mutants.Change(mutants.certificate, "no such line", "")
    monkeypatch.setitem(mutants.MUTANTS, "gone", mutants.Mutant("", (gone,)))
    with pytest.raises(AssertionError):
        mutants.apply("gone", unguarded=False, spool=tmp_path)
