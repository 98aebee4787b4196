"""What nightly work refuses."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class NoSuchJob(JukiError):
    """No nightly job of this name."""

    code = "REG-0850"
    text = "この名前の夜間処理はありません。夜間処理の一覧から選んでください。"
    status: ClassVar[int] = 404


class NoSuchRun(JukiError):
    """No run under this id."""

    code = "REG-0851"
    text = "この夜間処理の実行記録はありません。実行の一覧から選び直してください。"
    status: ClassVar[int] = 404


class RunToday(JukiError):
    """The job has run, or is running, on this legal day with other parameters: it runs once a day."""

    code = "REG-0852"
    text = "この夜間処理は本日({day})別の条件で実行済みか実行中です。結果を確かめ、条件を変えるときは翌日に実行してください。"
    status: ClassVar[int] = 409


class UnreadableSchedule(JukiError):
    """A schedule that is none of the known shapes, or names a day that not every month or year has."""

    code = "REG-0853"
    text = (
        "起動の予定の形式が正しくありません。daily 00:10、weekly mon 02:00、monthly 1 02:00、monthly last 02:00、"
        "yearly 09-10 02:00、once 2026-11-24 03:00 のどれかの形で入力してください。日は毎月・毎年ある日に限ります。"
    )


class UnknownParameter(JukiError):
    """The job has no such parameter."""

    code = "REG-0854"
    text = "夜間処理 {job} に条件 {parameter} はありません。条件の名前を確かめてください。"


class ParameterOutOfRange(JukiError):
    """A parameter below or above what it may be."""

    code = "REG-0855"
    text = "条件 {parameter} は {least} から {most} までの整数で入力してください。"
