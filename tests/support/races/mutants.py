"""The historic faults of kiosk services, put into our code: each a replacement of lines that stand there exactly once.

Source: networks 4.4; field (incidents).
"""

import inspect
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from juki.systems.kiosk.services import answers_issue, certificate, dialogs, one_state
from support.races.scenes import Stage


@dataclass(frozen=True)
class Change:
    """``old`` in the source of ``module`` becomes ``new``."""

    module: ModuleType
    old: str
    new: str


@dataclass(frozen=True)
class Mutant:
    """A fault by the place where it happened; ``scene``: the moment in which it strikes; ``needs_two``: one process alone
    does not show it."""

    what: str
    changes: tuple[Change, ...]
    guarded: bool = True
    needs_two: bool = False
    scene: str = "two workers"


_MADE_AND_SEALED = """    pdf = _renderer(issuer.fonts()).render(sheet)
    return _signer().sign(pdf, signed_at=times.machine, reason=TITLE)
"""
_GUARD = Change(
    certificate,
    """    if not ours:
        raise Refused(Refusal.MISMATCH)
""",
    "",
)

MUTANTS = {
    "yokohama": Mutant(
        "2023-03-27: the time-out lets go of the print order but not of the job, and the next order fetches its file",
        (Change(certificate, _MADE_AND_SEALED, """    import contextvars, queue, threading
    def job():
        NEXT_FILE.put(_signer().sign(_renderer(issuer.fonts()).render(sheet), signed_at=times.machine, reason=TITLE))
        REACHED("put")
    global NEXT_FILE, ORDER
    if "NEXT_FILE" not in globals():
        NEXT_FILE, ORDER = queue.Queue(), threading.Lock()
    with ORDER:
        threading.Thread(target=contextvars.copy_context().run, args=(job,), daemon=True).start()
        try:
            return NEXT_FILE.get(timeout=0.08)
        except queue.Empty:
            raise Refused(Refusal.DEADLINE_PASSED) from None
"""),),
        scene="given up",
    ),
    "adachi": Mutant(
        "2023: two servers; the persons are read again while the register's update is under way, and taken by place",
        (
            Change(answers_issue, """    _demand_unchanged(request, begun, picture, places)
""", """    _demand_unchanged(request, begun, picture, places)
    with one_state():
        picture = picture_of(request.serial_digest, now=times, show=show)
"""),
            Change(answers_issue, "            picture.chosen(request.members), kind",
                   "            [row for at, row in enumerate(picture.rows, start=1) if at in places], kind"),
        ),
        scene="order changed",
    ),
    "kawasaki": Mutant(
        "2023-05-02: files are named by the second, and the later of two kiosks writes over the earlier",
        (Change(certificate, _MADE_AND_SEALED, """    spooled = SPOOL / f"{times.machine:%Y%m%d%H%M%S}.pdf"
    spooled.write_bytes(_renderer(issuer.fonts()).render(sheet))
    return _signer().sign(spooled.read_bytes(), signed_at=times.machine, reason=TITLE)
"""),),
    ),
    "takamatsu": Mutant(
        "2024-04-04 (and Munakata 2023-06-28): a lock inside one process, on a site with several",
        (Change(certificate, _MADE_AND_SEALED, """    import threading
    lock = globals().setdefault("ONE_AT_A_TIME", threading.Lock())
    with lock:
        spooled = SPOOL / "next.pdf"
        spooled.write_bytes(_renderer(issuer.fonts()).render(sheet))
        return _signer().sign(spooled.read_bytes(), signed_at=times.machine, reason=TITLE)
"""),),
        needs_two=True,
    ),
    "two states": Mutant(
        "what is on one paper comes from two states of the file",
        (Change(one_state, '"set transaction isolation level repeatable read, read only"', '"select 1"'),),
        guarded=False,
        scene="state changed",
    ),
    "too late": Mutant(
        "neither the end of the dialog nor the deadline is looked at before the document leaves",
        (Change(dialogs, """   and state = 'issuing'
   and deadline > clock_timestamp()\"\"\"

_BEING_MADE""", '''"""

_BEING_MADE'''),),
        guarded=False,
        scene="cancelled",
    ),
}  # fmt: skip


def apply(name: str, *, unguarded: bool, spool: Path, stage: Stage | None = None) -> None:
    """Put the fault into the modules of this process.

    Raises:
        AssertionError: the lines it is about do not stand there any more, exactly once.
    """
    changes = [*(MUTANTS[name].changes if name else ()), *([_GUARD] if unguarded else [])]
    by_module: dict[ModuleType, str] = {}
    for change in changes:
        source = by_module.get(change.module) or inspect.getsource(change.module)
        assert source.count(change.old) == 1, (name, change.module.__name__, change.old)
        by_module[change.module] = source.replace(change.old, change.new)
    for module, source in by_module.items():
        module.__dict__.update(SPOOL=spool, REACHED=stage.reached if stage else lambda _point: None)
        exec(compile(source, f"<{module.__name__} with {name or 'no guard'}>", "exec"), module.__dict__)


def stands(name: str) -> bool:
    """Whether every line that a fault replaces stands in the product exactly once."""
    changes = (*MUTANTS[name].changes, _GUARD)
    return all(inspect.getsource(one.module).count(one.old) == 1 for one in changes)
