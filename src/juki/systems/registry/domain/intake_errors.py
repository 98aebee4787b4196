"""What may be wrong with a CSV that is taken in at the counter (REG-0921…). Texts hold no value."""

from juki.kernel.errors import JukiError


class IntakeColumns(JukiError):
    """A column that the layout demands is missing, or one is there that it does not have."""

    code = "REG-0921"
    text = "見出しに必要な列がないか、様式にない列があります。様式の見出しのとおりに直してください。"


class IntakeWidth(JukiError):
    """A row with more or fewer cells than the header."""

    code = "REG-0922"
    text = "見出しと列の数が違います。カンマと引用符を確かめてください。"


class IntakeMissing(JukiError):
    """A cell that must be filled."""

    code = "REG-0923"
    text = "必要な値がありません。書類を確かめて入力してください。"


class IntakeUnknownWord(JukiError):
    """A word that the layout does not know."""

    code = "REG-0924"
    text = "この列に使えない語です。様式の記入例のとおりに直してください。"


class IntakeApart(JukiError):
    """Persons of one notification whose common items differ."""

    code = "REG-0925"
    text = "同じ届出の行で内容が食い違っています。届出全体に共通する列は、全ての行で同じにしてください。"


class IntakeShape(JukiError):
    """Too long, or not of the shape that the form takes."""

    code = "REG-0926"
    text = "入力欄に入らない内容です。長さと書き方を確かめてください。"


class IntakeEmpty(JukiError):
    """No rows at all."""

    code = "REG-0927"
    text = "取り込む行がありません。ファイルを確かめてください。"


class NoSuchField(JukiError):
    """A field that is not copied from one person to others (旧氏 is none, whatever is asked)."""

    code = "REG-0931"
    text = "一括入力できない項目です。氏、本籍、筆頭者、前住所などの一覧から選んでください。"


class NotSameKind(JukiError):
    """Items of a Japanese resident for a foreign one, or the other way round."""

    code = "REG-0932"
    text = "日本人住民と外国人住民の間では、この項目を一括入力できません。対象者の区分を確かめてください。"


class NoSuchPerson(JukiError):
    """The form has no such person."""

    code = "REG-0933"
    text = "一括入力の対象者が届出の中にいません。対象者を選び直してください。"
