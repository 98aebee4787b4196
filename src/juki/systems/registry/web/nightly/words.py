"""起動の予定 and a job's parameters in words that a clerk reads. Source: STD 9.1."""

from typing import Protocol

from juki.screens.rendering import wareki
from juki.systems.registry.domain.nightly_errors import UnreadableSchedule
from juki.systems.registry.domain.nightly_schedule import LAST, Schedule

_WEEKDAYS = "月火水木金土日"
_YES_OR_NO = "(0・1)"


class _Parameter(Protocol):
    @property
    def label(self) -> str: ...


class _Asked(_Parameter, Protocol):
    @property
    def least(self) -> int: ...
    @property
    def most(self) -> int: ...


def planned(text: str) -> str:
    """``毎月1日 01:30`` for ``monthly 1 01:30``; as it is if it is no schedule."""
    try:
        schedule = Schedule.parse(text)
    except UnreadableSchedule:
        return text
    return f"{_days(schedule)} {schedule.at:%H:%M}"


def _days(schedule: Schedule) -> str:
    if schedule.once is not None:
        return f"{wareki(schedule.once)}（1回だけ）"
    if schedule.weekday is not None:
        return f"毎週{_WEEKDAYS[schedule.weekday]}曜日"
    if schedule.month is not None:
        return f"毎年{schedule.month}月{schedule.day}日"
    if schedule.day is not None:
        return "毎月末日" if schedule.day == LAST else f"毎月{schedule.day}日"
    return "毎日"


def value(parameter: _Parameter, number: int) -> str:
    """する or しない for what is switched by 0 and 1, else the number."""
    if parameter.label.endswith(_YES_OR_NO):
        return "する" if number else "しない"
    return str(number)


def limits(parameter: _Asked) -> str:
    """What may be typed."""
    if parameter.label.endswith(_YES_OR_NO):
        return "1 する、0 しない"
    return f"{parameter.least} から {parameter.most} まで"


def label(parameter: _Parameter) -> str:
    """What a parameter is about, without how it is typed."""
    return parameter.label.removesuffix(_YES_OR_NO)


def asked_by(who: str) -> str:
    """Who wanted a run: a member of staff, or the calendar."""
    return "予定による自動実行" if who.startswith("job:") else who.removeprefix("client:")
