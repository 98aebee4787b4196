"""What another municipality's CS does with a 転入通知 and with 転出証明書情報."""

import hashlib

import msgspec

from juki.kernel.values.legal_date import LegalDate, StoredDate
from juki.kernel.work import Act
from juki.links.blocks import DateBlock
from juki.links.post.inbound import Inbound
from juki.outside.cities import rules
from juki.outside.cities.arrivals import keep_certificate
from juki.outside.cities.peers import MoveInNotice, MoveOutCertificate
from juki.outside.cities.records.models import ReceivedMoveInNotice


def keep_notice(act: Act, notice: MoveInNotice) -> None:
    """Keep a notice for the municipality it is for; an older or repeated one is dropped with a log row.

    Raises:
        JukiError: the notice is refused; see ``rules.check`` and ``LegalDate``.
    """
    rules.check(notice)
    moved = _date(notice.moved_in_on)
    born = _date(notice.birth)
    digest = hashlib.sha256(msgspec.json.encode(notice)).hexdigest()
    kept = (
        ReceivedMoveInNotice.objects.select_for_update()
        .filter(municipality=notice.former_municipality, resident_code=notice.resident_code)
        .first()
    )
    subjects, detail = [f"resident:{notice.resident_code}"], {"municipality": notice.former_municipality}
    repeated = kept is not None and kept.digest == digest
    if repeated or not rules.replaces(moved.internal, kept=kept.moved_in_on if kept else None):
        outcome = "duplicate" if repeated else "older"
        act.log("move_in_notice.dropped", subjects=subjects, outcome=outcome, detail=detail)
        return
    _row(notice, kept, moved=moved, born=born, digest=digest, act=act).save()
    act.log("move_in_notice.kept", subjects=subjects, outcome="amended" if kept else "done", detail=detail)


def _row(
    notice: MoveInNotice,
    kept: ReceivedMoveInNotice | None,
    *,
    moved: LegalDate,
    born: LegalDate,
    digest: str,
    act: Act,
) -> ReceivedMoveInNotice:
    return ReceivedMoveInNotice(
        id=kept.id if kept else None,
        municipality=notice.former_municipality,
        resident_code=notice.resident_code,
        name=notice.person.full,
        kana=notice.person.kana,
        birth=born.internal,
        birth_text=born.text,
        sex=notice.sex,
        former_address=notice.former_address.one_line,
        new_municipality=notice.new_municipality,
        new_address=notice.new_address.one_line,
        moved_in_on=moved.internal,
        moved_in_text=moved.text,
        digest=digest,
        received_at=act.times.machine,
    )


def _date(block: DateBlock) -> LegalDate:
    return LegalDate.from_storage(StoredDate(block.day, block.form, block.text))


INBOUND = {"cities": Inbound(handlers={MoveInNotice: keep_notice, MoveOutCertificate: keep_certificate})}
