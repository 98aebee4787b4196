"""What stands on a paper, read from the drawn glyphs: neither the manifest nor the typesetter's input is asked."""

import io
import re

from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader

_TOKEN = re.compile(
    rb"/(?P<name>[^\s<>\[\]()/]+)|<(?P<hex>[0-9A-Fa-f\s]*)>|(?P<text>\()|(?P<word>[A-Za-z'\"*]+)|[^\s]"
)
_CHAR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pages(pdf: bytes) -> list[str]:
    """The text of each page without any blank, in the order of drawing."""
    root = PdfFileReader(io.BytesIO(pdf)).root
    return ["".join(_text(page).split()) for page in _leaves(root["/Pages"])]


def _leaves(node: DictionaryObject) -> list[DictionaryObject]:
    if node["/Type"] == "/Page":
        return [node]
    return [leaf for kid in node["/Kids"] for leaf in _leaves(kid.get_object())]


def _text(page: DictionaryObject) -> str:
    resources = page["/Resources"]
    fonts = {name[1:]: _words(resources["/Font"][name]) for name in resources.get("/Font", {})}
    found = _drawn(page["/Contents"].data, fonts)
    for name in resources.get("/XObject", {}):
        form = resources["/XObject"][name]
        if form.get("/Subtype") == "/Form" and "/Font" in form.get("/Resources", {}):
            inner = {key[1:]: _words(form["/Resources"]["/Font"][key]) for key in form["/Resources"]["/Font"]}
            found += _drawn(form.data, inner)
    return found


def _drawn(content: bytes, fonts: dict[str, dict[int, str]]) -> str:
    font: dict[int, str] = {}
    found, name, at = "", "", 0
    waiting = b""
    while token := _TOKEN.search(content, at):
        at = token.end()
        if token["name"]:
            name = token["name"].decode()
        elif token["hex"] is not None:
            waiting += bytes.fromhex(token["hex"].decode())
        elif token["text"]:
            end = _end_of(content, at)
            waiting, at = waiting + _unescaped(content[at : end - 1]), end
        elif token["word"]:
            if token["word"] == b"Tf":
                font = fonts.get(name, {})
            elif token["word"] in (b"Tj", b"TJ"):
                codes = (waiting[n : n + 2] for n in range(0, len(waiting), 2))
                found += "".join(font.get(int.from_bytes(code, "big"), "") for code in codes)
            waiting = b""
    return found


def _end_of(content: bytes, at: int) -> int:
    """Behind the bracket that closes the one before ``at``."""
    depth = 1
    while depth:
        one = content[at : at + 1]
        at += 2 if one == b"\\" else 1
        depth += {b"(": 1, b")": -1}.get(one, 0)
    return at


def _unescaped(text: bytes) -> bytes:
    def one(match: re.Match[bytes]) -> bytes:
        what = match[1]
        return bytes([int(what, 8)]) if what[:1].isdigit() else _ESCAPED.get(what, what)

    return re.sub(rb"\\([0-7]{1,3}|.)", one, text, flags=re.DOTALL)


def _words(font: DictionaryObject) -> dict[int, str]:
    """What each code of ``font`` means."""
    table = font["/ToUnicode"].data.decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in _CHAR.findall(block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in _RANGE.findall(block):
            start = ord(bytes.fromhex(text).decode("utf-16-be"))
            found |= {int(first, 16) + n: chr(start + n) for n in range(int(last, 16) - int(first, 16) + 1)}
    return found
