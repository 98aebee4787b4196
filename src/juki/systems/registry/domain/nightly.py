"""夜間処理: which jobs there are, with which parameters, and on which days a schedule lets them run. All of it is data.

Source: STD 9.1, 9.3, 4.1.3.1.4, 1.1.5; docs/rules/nightly.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from juki.systems.registry.domain.household import YOUNGEST_HEAD
from juki.systems.registry.domain.nightly_errors import NoSuchJob, ParameterOutOfRange, UnknownParameter


class RunState(StrEnum):
    """Where a run is: asked for, at work (or died at work), ended well, broken off."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A whole number that a run is made with; a flag is 0 or 1."""

    name: str
    label: str
    default: int
    least: int = 0
    most: int = 3650


@dataclass(frozen=True, slots=True, kw_only=True)
class JobKind:
    """A nightly job. ``schedule`` is the one that a new city begins with, see ``domain.nightly_schedule``.

    ``every_day``: every day of the schedule that was missed is made up for, in order; otherwise the last one only.
    ``kinds`` label the items of its result list.
    """

    code: str
    label: str
    schedule: str
    parameters: tuple[Parameter, ...] = ()
    every_day: bool = False
    kinds: Mapping[str, str]


REFUSED = "refused"
"""Items that could not be dealt with, with the code of the reason; they leave an alert."""
_LEFT = {
    "removed": "転出予定日の到来により消除",
    "removed_held": "消除(進行中の受付あり。受付の内容を確かめること)",
    "headless": "世帯主のいない世帯になった",
    "crowned": "残る一人を職権で世帯主にした",
    REFUSED: "処理できなかった",
}

_TABLE = (
    JobKind(
        code="move_out_due", label="転出予定日の到来による消除", schedule="daily 00:05", every_day=True,
        parameters=(Parameter(name="sole_member_becomes_head", label="残る一人を職権で世帯主にする(0・1)",
                              default=1, most=1),
                    Parameter(name="youngest_head", label="職権で世帯主にする年齢の下限", default=YOUNGEST_HEAD, most=150)),
        kinds=_LEFT,
    ),
    JobKind(
        code="stay_expiring", label="在留期間満了予定者の一覧", schedule="daily 01:00",
        parameters=(Parameter(name="days", label="満了までの日数", default=30),),
        kinds={"expiring": "まもなく満了", "expired": "満了の日を経過"},
    ),
    JobKind(
        code="late_notifications", label="届出期間を経過した届出の一覧", schedule="daily 01:10",
        parameters=(Parameter(name="first_days", label="初めての実行でさかのぼる日数", default=31, least=1),),
        kinds={"late": "届出期間を経過"},
    ),
    JobKind(
        code="headless_households", label="世帯主のいない世帯の一覧", schedule="daily 01:20",
        kinds={"headless": "世帯主なし"},
    ),
    JobKind(
        code="notice_missing", label="転入通知未着者の一覧", schedule="monthly 1 01:30",
        parameters=(
            Parameter(name="days", label="消除から通知を待つ日数", default=30),
            Parameter(name="ex_officio", label="職権消除した方も含める(0・1)", default=1, most=1),
        ),
        kinds={"moved_out": "国内転出", "ex_officio": "職権消除"},
    ),
    JobKind(
        code="removed_store", label="除票用データベースへの移行", schedule="yearly 09-10 02:00",
        parameters=(Parameter(name="years", label="移行までの年数", default=5, least=5, most=150),),
        kinds={"stored": "移行した除票"},
    ),
    JobKind(
        code="store_end", label="保存期間(150年)を満了する除票の一覧", schedule="yearly 09-11 02:00",
        parameters=(Parameter(name="days", label="満了までの日数", default=365),),
        kinds={"ending": "まもなく満了", "ended": "満了"},
    ),
    JobKind(
        code="retention", label="保存期間を過ぎた記録の消去", schedule="daily 03:00",
        parameters=(
            Parameter(name="application_days", label="終わった受付の届出人の記録を残す日数", default=365, least=31, most=55_000),
            Parameter(name="search_days", label="検索履歴を残す日数", default=0, most=31),
            Parameter(name="run_days", label="夜間処理の実行記録を残す日数", default=1095, least=31, most=55_000),
        ),
        kinds={},
    ),
)  # fmt: skip

JOBS: Mapping[str, JobKind] = MappingProxyType({job.code: job for job in _TABLE})
"""All jobs by code, in the order in which they are worked on."""


def job_of(code: str) -> JobKind:
    """The job of this name.

    Raises:
        NoSuchJob: there is none.
    """
    if code not in JOBS:
        raise NoSuchJob
    return JOBS[code]


def complete(job: JobKind, given: Mapping[str, int], *, base: Mapping[str, int]) -> dict[str, int]:
    """All parameters of ``job``: as ``given``, else as in ``base``, else by default.

    Raises:
        UnknownParameter: ``given`` names one that the job has not.
        ParameterOutOfRange: a value below or above what it may be.
    """
    names = {parameter.name for parameter in job.parameters}
    for name in given:
        if name not in names:
            raise UnknownParameter(job=job.code, parameter=name)
    found = {one.name: given.get(one.name, base.get(one.name, one.default)) for one in job.parameters}
    for one in job.parameters:
        if not one.least <= found[one.name] <= one.most:
            raise ParameterOutOfRange(parameter=one.name, least=one.least, most=one.most)
    return found


def changed(parameters: Mapping[str, int], last: Mapping[str, int] | None) -> list[str]:
    """The parameters that are other than last time; none the first time. Source: STD 9.1."""
    if last is None:
        return []
    return sorted(name for name, value in parameters.items() if last.get(name) != value)
