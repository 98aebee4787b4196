"""What can go wrong between a register's data and a signed sheet of paper.

``JukiError``
 └─ ``PaperError``
     ├─ font         ``FontMissing`` ``UncoveredGlyph``
     ├─ certificate  ``BlankItem`` ``BlankCertifier`` ``KanaNotKatakana`` ``WrongForm``
     ├─ render       ``LayoutFailed`` ``Overfull``
     ├─ manifest     ``NoManifest`` ``WeakSecret``
     └─ signature    ``UnusableKey`` ``AlreadySigned`` ``NotSigned`` ``UnreadableDocument``
"""

from typing import ClassVar

from juki.kernel.errors import JukiError


class PaperError(JukiError):
    """The family of ``juki.paper``."""


class FontMissing(PaperError):
    """The font directory holds no usable Moji_Joho font."""

    code = "PAP-001"
    text = (
        "証明書用フォント（IPAmj明朝）が{directory}に見つかりません。"
        "bootstrapを実行するか、フォントの場所の設定を確認してください。"
    )
    status: ClassVar[int] = 503


class UncoveredGlyph(PaperError):
    """The font cannot draw a character; a renderer would silently draw another form of it."""

    code = "PAP-002"
    text = (
        "{where}の{position}文字目は、証明書用フォントに字形がないため印字できません（ほかに{others}か所）。"
        "文字の同定を確認し、MJ文字（Moji_Joho）の字形に直してから発行してください。"
    )


class BlankItem(PaperError):
    """An item that the law does not let stand empty is empty."""

    code = "PAP-003"
    text = "「{item}」は空欄にできません。住民票の記載を確認してから発行してください。"


class BlankCertifier(PaperError):
    """The certifier lacks prefecture, office or name."""

    code = "PAP-004"
    text = "認証者の{part}が空欄です。都道府県名・職名・氏名を認証者の設定に登録してください。"


class KanaNotKatakana(PaperError):
    """A reading is written in hiragana."""

    code = "PAP-005"
    text = "「{item}」のフリガナにひらがながあります。カタカナに直してから発行してください。"


class WrongForm(PaperError):
    """The number of persons or the history does not suit the form."""

    code = "PAP-006"
    text = (
        "様式と内容が合いません（{persons}人、異動履歴{changes}件）。"
        "個人票は1人、世帯連記式は1人以上で履歴なしとしてください。"
    )


class LayoutFailed(PaperError):
    """The typesetter refused the sheet."""

    code = "PAP-007"
    text = "証明書の組版に失敗しました。システム管理者に発行番号を伝えてください。"
    status: ClassVar[int] = 503


class Overfull(PaperError):
    """One person's block, or one line of history, is taller than a page."""

    code = "PAP-013"
    text = (
        "1人分の記載が1ページに収まりません。備考や通称の記載に関する事項を分け、"
        "別紙または異動履歴として発行してください。"
    )


class NoManifest(PaperError):
    """The PDF carries no manifest of ours."""

    code = "PAP-008"
    text = "この文書には発行管理情報がありません。交付せず、発行し直してください。"


class WeakSecret(PaperError):
    """Secret or salt too short to keep subject keys from being guessed."""

    code = "PAP-009"
    text = "発行管理情報の鍵は{secret}バイト以上、ソルトは{salt}バイト以上にしてください。"
    status: ClassVar[int] = 503


class UnusableKey(PaperError):
    """The signing key is no P-256 key, or it does not belong to the certificate."""

    code = "PAP-010"
    text = "署名鍵が使えません（{reason}）。P-256の鍵と、その鍵の証明書を設定してください。"
    status: ClassVar[int] = 503


class NotSigned(PaperError):
    """A document without exactly one signature."""

    code = "PAP-011"
    text = "この文書の電子署名は{count}個です（1個であるべきです）。交付せず、発行し直してください。"


class AlreadySigned(PaperError):
    """A document is signed once; a second signature would hide the first."""

    code = "PAP-014"
    text = "この文書は署名済みです。内容を改めるときは、新しい発行番号で発行し直してください。"


class UnreadableDocument(PaperError):
    """Bytes that are no PDF, or a broken one."""

    code = "PAP-012"
    text = "文書をPDFとして読めません。交付せず、発行し直してください。"
