"""What may go wrong in the story."""

from juki.kernel.errors import JukiError


class WentWrong(JukiError):
    """A door did not do what the story tells."""

    code = "LCH-0603"
    text = "デモの途中で想定と異なる結果になりました({what})。"
