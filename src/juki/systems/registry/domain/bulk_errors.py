"""Why a list of 住所一括変更, or a row of it, is not carried out (REG-0901…). Texts name no person."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class BulkColumns(JukiError):
    """The header is not that of such a list."""

    code = "REG-0901"
    text = "一覧の見出しに「{column}」がないか、この一覧の列ではありません。様式の見出しのとおりに直してください。"


class BulkEmpty(JukiError):
    """Nobody in the list can be changed."""

    code = "REG-0902"
    text = "処理できる行がありません。結果一覧の理由を見て、一覧を作り直してください。"


class NoSuchRun(JukiError):
    """No run under this id."""

    code = "REG-0903"
    text = "この一括変更の処理はありません。一覧から選び直してください。"
    status: ClassVar[int] = 404


class RunDecided(JukiError):
    """It was approved or dropped before."""

    code = "REG-0904"
    text = "この一括変更は既に決裁又は取止めの処理がされています。結果一覧を確かめてください。"
    status: ClassVar[int] = 409


class BulkLineUnreadable(JukiError):
    """A row with more or fewer cells, or without its number."""

    code = "REG-0905"
    text = "行の列の数又は番号が正しくありません。この行を直して、一覧を作り直してください。"


class BulkDiffers(JukiError):
    """What is recorded is not what the list says was there before."""

    code = "REG-0906"
    text = "変更前の内容が今の記載と違います。記載を確かめ、一覧から除くか直してください。"


class BulkPlannedMover(JukiError):
    """A 転出予定者 is not changed together with the others."""

    code = "REG-0907"
    text = "転出予定の方のため、一括変更から除きました。必要な場合は軽微な修正として個別に入力してください。"


class BulkUnknown(JukiError):
    """Nobody lives here under this number."""

    code = "REG-0908"
    text = "この番号の世帯又は住民は今いません。番号を確かめ、一覧を直してください。"


class BulkChangedSince(JukiError):
    """The record changed between 仮処理 and 本処理."""

    code = "REG-0909"
    text = "仮処理の後に記載が変わったため、一括変更から除きました。内容を確かめ、個別に入力してください。"


class BulkTwice(JukiError):
    """The same number in two rows."""

    code = "REG-0910"
    text = "同じ番号の行が二つ以上あります。一つにしてから、一覧を作り直してください。"


class BulkNothingNew(JukiError):
    """Before and after are the same."""

    code = "REG-0911"
    text = "変更前と変更後が同じです。変更後の内容を確かめてください。"


class BulkDay(JukiError):
    """実施日 must have come when it is carried out."""

    code = "REG-0912"
    text = "実施日がまだ来ていません。実施日以後に決裁してください。"
    status: ClassVar[int] = 409


class BulkKeyTaken(JukiError):
    """Another list under the same key."""

    code = "REG-0913"
    text = "同じ処理番号で別の一覧が登録されています。新しい処理として登録してください。"
    status: ClassVar[int] = 409


class BulkNoArea(JukiError):
    """An extract of the whole city."""

    code = "REG-0914"
    text = "区域が指定されていません。町字（本籍の場合は本籍の始めの部分）を指定してください。"
    status: ClassVar[int] = 400
