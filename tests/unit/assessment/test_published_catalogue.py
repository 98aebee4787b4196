"""The catalogue that ships: complete by count, and every column of every table has its place in it."""

import time
from collections import Counter

import pytest
from django.apps import apps

from juki.assessment.catalogue import Catalogue, load
from juki.assessment.findings import columns_of
from juki.assessment.rows import Kind

PACKAGES = (
    "juki.systems.",
    "juki.office.",
    "juki.kernel.",
    "juki.links.",
    "juki.screens.",
    "juki.oversight.",
)


@pytest.fixture(scope="module")
def published() -> Catalogue:
    return load()


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        (Kind.FUNCTION, 57),
        (Kind.ITEM, 339),
        (Kind.MEASURE, 35),
        (Kind.REQUIREMENT, 143),
        (Kind.CONNECTION, 42),
    ],
)
def test_every_promise_of_the_document_has_its_row(published: Catalogue, kind: Kind, count: int):
    assert sum(row.kind is kind for row in published.rows) == count


def test_every_safeguard_is_there_with_all_its_sources(published: Catalogue):
    promises = [row for row in published.rows if row.kind is Kind.SAFEGUARD]
    sources = Counter(source for row in promises for source in row.sources)
    assert len({row.id.rsplit("@")[0] for row in promises}) == 212
    assert len(sources) == 471
    assert set(sources.values()) == {1}


def test_the_four_files_have_as_many_items_as_published(published: Catalogue):
    assert Counter(row.file for row in published.rows if row.kind is Kind.ITEM) == {
        1: 174,
        2: 36,
        3: 61,
        4: 68,
    }


def test_no_text_says_nothing(published: Catalogue):
    assert [row.id for row in published.rows if not row.title.strip()] == []
    assert [
        row.id for row in published.rows if row.kind in (Kind.CLAUSE, Kind.ABSENCE) and not row.text
    ] == []


def test_every_column_of_every_table_is_in_exactly_one_place(published: Catalogue):
    known = columns_of(published)
    real = {
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_models(include_auto_created=True)
        if f"{model.__module__}.".startswith(PACKAGES)
        for field in model._meta.local_concrete_fields
    }
    assert sorted(real - set(known)) == [], (
        "neither item nor technical nor personal: see catalogue/columns.toml"
    )
    assert sorted(set(known) - real) == [], "no such column"
    doubled = {
        column: places
        for column, places in known.items()
        if len({"item" if place[0] == "I" else place for place in places}) > 1
        or places.count("technical") > 1
    }
    assert doubled == {}


def test_it_loads_in_less_than_a_tenth_of_a_second():
    fastest = min(_seconds() for _ in range(3))
    assert fastest < 0.1


def _seconds() -> float:
    began = time.process_time()
    load()
    return time.process_time() - began
