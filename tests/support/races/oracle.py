"""Was every paper its card holder's? Judged by what is drawn on it, by its keyed marks, and by what the register sent."""

import base64
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from juki.kernel.audit.models import AuditEntry
from juki.paper import manifest
from juki.systems.kiosk.records.models import Dialog, IssueLog
from juki.systems.kiosk.services.parameters import document_file
from support.races import reading
from support.races.people import NUMBERS
from support.races.plan import Said, Sent

_PERSON = re.compile(r"氏名試験(\d+)号第(\d+)版")
_NAME = re.compile(r"試験(\d+)号第(\d+)版")
_HOME = re.compile(r"第(\d+)棟(\d+)階")
_NUMBER = re.compile(r"発行番号(\d{8}西東京市MIHON-1\d{5})(\d+)/(\d+)")
LEEWAY = 0.02


class Judge:
    """Everything that was said and sent in one race; ``digests`` of each person's card."""

    def __init__(self, said: Iterable[Said], sent: Iterable[Sent], digests: dict[int, str]) -> None:
        self._said = sorted(said, key=lambda one: one.began)
        self._sent = {(one.household, one.number): one for one in sent}
        self._digests = digests
        self._menus = {one.transaction: one for one in self._said if one.what == "menu" and one.answer}
        self.papers = [one for one in self._said if one.what == "issue" and _document(one)]

    def wrong(self) -> list[str]:
        """All that should not be."""
        found = [f"{one.transaction}: {fault}" for one in self.papers for fault in self._faults(one)]
        return [*found, *self._twice(), *self._after_the_end(), *self._log()]

    def _faults(self, paper: Said) -> list[str]:
        pdf = _document(paper)
        answer = paper.answer or {}
        pages = reading.pages(pdf)
        text = "".join(pages)
        found = []
        names = self._chosen(paper)
        drawn = [int(person) for person, _ in _PERSON.findall(text)]
        if sorted(drawn) != sorted(names):
            found.append(f"card of {paper.person}, chosen {sorted(names)}, on paper {sorted(drawn)}")
        states = {int(version) for _, version in _NAME.findall(text)}
        homes = {(int(home), int(version)) for home, version in _HOME.findall(text)}
        if len(states) != 1 or len(homes) != 1 or states != {version for _, version in homes}:
            found.append(f"states of names {sorted(states)}, of addresses {sorted(homes)}")
        else:
            found += self._state(paper, drawn, *homes.pop())
        found += self._marks(paper, pdf, names)
        numbers = [_NUMBER.search(page) for page in pages]
        if {one[1] if one else "" for one in numbers} != {answer["issue_number"].replace(" ", "")}:
            found.append("issue number of a page")
        if [(int(one[2]), int(one[3])) for one in numbers if one] != [
            (n, len(pages)) for n in range(1, len(pages) + 1)
        ]:
            found.append("page numbers")
        if hashlib.sha256(pdf).hexdigest() != answer["digest"] or len(pages) != answer["pages"]:
            found.append("digest or pages")
        return found

    def _chosen(self, paper: Said) -> list[int]:
        """Who was meant by the places, by the names that the kiosk showed."""
        menu = self._menus[paper.transaction].answer or {}
        names = {one["place"]: int(_NAME.search(_tight(one["name"]))[1]) for one in menu["members"]}  # type: ignore[index]
        return [names[place] for place in paper.chosen]

    def _state(self, paper: Said, drawn: list[int], household: int, version: int) -> list[str]:
        """The state on paper was true during the request, holds these persons, and forbids none of them."""
        state = self._sent.get((household, version))
        if state is None:
            return [f"a state that never was: {household}/{version}"]
        found = []
        after = self._sent.get((household, version + 1))
        if state.began > paper.ended or (after and after.ended < paper.began - LEEWAY):
            found.append(f"state {household}/{version} was not true then")
        if not {paper.person, *drawn} <= set(state.members):
            found.append("somebody of another household")
        if {paper.person, *drawn} & set(state.stopped):
            found.append("somebody whose issuing is stopped")
        return found

    def _marks(self, paper: Said, pdf: bytes, names: list[int]) -> list[str]:
        marked, secret = manifest.subjects(pdf), document_file("secret")
        wanted = {f"card:{self._digests[paper.person]}", *(f"addressee:{NUMBERS[one]}" for one in names)}
        everybody = {f"card:{digest}" for digest in self._digests.values()} | {
            f"addressee:{NUMBERS[one]}" for one in self._digests
        }
        concerns = {key for key in everybody if marked.concerns(key, secret=secret)}
        found = [] if marked.transaction_id == paper.transaction else ["marked for another dialog"]
        return (
            found
            if concerns == wanted and len(marked.marks) == len(wanted)
            else [*found, "marked for another"]
        )

    def _twice(self) -> list[str]:
        numbers = Counter((one.answer or {})["issue_number"] for one in self.papers)
        dialogs = Counter(one.transaction for one in self.papers)
        return [f"{what} on {count} papers" for what, count in (numbers + dialogs).items() if count > 1]

    def _after_the_end(self) -> list[str]:
        """No document for a request that began after the dialog was cancelled."""
        ended = {
            one.transaction: one.ended for one in self._said
            if one.what == "cancelled" and (one.answer or {}).get("outcome") == "delivered"
        }  # fmt: skip
        return [
            f"{one.transaction}: a document after the dialog was cancelled" for one in self.papers
            if one.began > ended.get(one.transaction, one.began)
        ]  # fmt: skip

    def _log(self) -> list[str]:
        """Each paper that left has its row; no cancelled, refused or late dialog has one."""
        rows = {str(row.transaction): row for row in IssueLog.objects.filter(result="issued")}
        found = []
        for paper in self.papers:
            row, answer = rows.get(paper.transaction), paper.answer or {}
            said = (answer["issue_number"], answer["digest"], NUMBERS[paper.person])
            if row is None or (row.issue_number, row.document_digest, row.addressee_number) != said:
                found.append(f"{paper.transaction}: not on record as it left")
        for dialog in Dialog.objects.all():
            row = rows.get(str(dialog.transaction))
            if (row is not None) != (dialog.state == Dialog.State.ISSUED):
                found.append(f"{dialog.transaction}: {dialog.state}, but issued is {row is not None}")
        for entry in AuditEntry.objects.filter(action="kiosk.ended"):
            if entry.detail["state"] == Dialog.State.CANCELLED and entry.detail["transaction"] in rows:
                found.append(f"{entry.detail['transaction']}: let out although it was cancelled before")
        return found


def _document(said: Said) -> bytes:
    return base64.b64decode((said.answer or {}).get("document") or "")


def _tight(text: str) -> str:
    return "".join(text.split())


def refusals() -> dict[str, int]:
    """How many requests ended without a document, by the exact reason."""
    found: dict[str, int] = defaultdict(int)
    for (result,) in IssueLog.objects.exclude(result="issued").values_list("result"):
        found[result] += 1
    return dict(found)
