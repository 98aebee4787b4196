"""The simulator's lives, recorded by the services in a real database: what it holds is what the rules said."""

from datetime import date

from django.db import connection

from juki.launch.simulation.life import Life
from juki.launch.simulation.recording import Recorder

STEPS = 1000


def test_lives_in_the_database_are_those_of_the_rules(committing_db: None):
    life = Life(seed=3, residents=150, begin=date(2026, 4, 1), per_day=8)
    recorder = Recorder(life)
    recorder.settle()
    recorder.compare(everything=True)
    while life.world.step < STEPS:
        for _ in life.days(5):
            recorder.compare()
    recorder.compare(everything=True)
    life.check_whole()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from audit_entry")
        assert cursor.fetchone()[0] > STEPS
