"""``juki nightly``: nightly work of the register, seen and started from the machine that runs it."""

import argparse
from typing import TYPE_CHECKING
from uuid import uuid4

from juki.kernel.work import Actor
from juki.launch.errors import ParameterUnreadable
from juki.launch.home import Home
from juki.launch.process.activation import activate
from juki.launch.process.checks import check_database
from juki.launch.screen import padded, say

if TYPE_CHECKING:
    from juki.systems.registry.services.nightly.showing import ShownRun

OPERATOR = Actor(who="job:command-line", right="job", terminal="")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to see, or which job to start with which parameters."""
    parser.add_argument(
        "action", choices=("runs", "jobs", "alerts", "start"), help="runs | jobs | alerts | start"
    )
    parser.add_argument("job", nargs="?", default="", help="処理の名前 / the job")
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=N", help="前回と変える条件 / other than last time"
    )


def execute(home: Home, options: argparse.Namespace) -> int:
    """Print runs, jobs or alerts (exit code 1 when there are any), or ask for a run; the register's process does it.

    Raises:
        DatabaseDown, DatabaseDiffers: the register's database does not answer, or is of another release.
        ParameterUnreadable: not ``name=number``.
        JukiError: the job or the parameter does not exist, or it ran today.
    """
    home.require_founded()
    parameters = dict(_parameter(text) for text in options.set)
    settings = activate(home, "registry")
    check_database(settings)
    from juki.systems.registry.services.nightly import queries, starting  # noqa: PLC0415 - models need the settings first

    times = settings.clock.now()
    if options.action == "jobs":
        for job in queries.jobs(times=times):
            values = " ".join(f"{one.name}={one.scheduled}" for one in job.parameters)
            say(f"{padded(job.job, 20)}{padded(job.schedule or '-', 20)}{padded(job.label, 40)}{values}")
        return 0
    if options.action == "start":
        form = starting.NightlyStartForm(job=options.job, parameters=parameters)
        _show(starting.start(form, actor=OPERATOR, times=times, trace=uuid4()))
        return 0
    found = queries.alerts() if options.action == "alerts" else queries.runs(job=options.job)
    for run in found:
        _show(run)
    return 1 if found and options.action == "alerts" else 0


def _parameter(text: str) -> tuple[str, int]:
    name, _, value = text.partition("=")
    if not (name and value.isascii() and value.isdigit() and len(value) < 10):
        raise ParameterUnreadable(given=text)
    return name, int(value)


def _show(run: "ShownRun") -> None:
    counts = " ".join(f"{one.label} {one.count}" for one in run.counts)
    changed = " ".join(f"{one.name}={one.value}{'*' if one.changed else ''}" for one in run.parameters)
    say(
        f"{run.legal_day} {padded(run.job, 20)}{padded(run.state, 9)}{run.done:>7,}/{run.total:<7,} "
        f"{padded(run.error_code, 12)} {changed}  {counts}"
    )
