"""The number service. Whatever breaks after the commit loses a block; nothing can give it out again."""

from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.work import one_act
from juki.systems.addressee.domain import numbering
from juki.systems.addressee.domain.numbering import Block, Kind
from juki.systems.addressee.errors import BlockSizeRefused, RangeUsedUp
from juki.systems.addressee.peers import contract
from juki.systems.addressee.records.models import Addressee, NumberBlock, NumberRange


def hand_out(asked: contract.Asked, request: contract.NumberBlockRequest) -> contract.NumberBlock:
    """Give the asker the next unused residents' numbers, for good.

    The range's row is locked until the commit, so that askers take turns; the serials are recorded with who got them.

    Source: STD 1.1.13; document I-2 system 6.

    Raises:
        BlockSizeRefused: not 1 to 1000 numbers.
        RangeUsedUp: the range has fewer left.
    """
    if not numbering.is_size(request.size):
        raise BlockSizeRefused(most=numbering.MOST)
    with one_act(asked.actor, reason=request.name, times=asked.times, trace=asked.trace) as act:
        row = _locked(Kind.RESIDENT)
        block = _next(row, request.size)
        row.next_serial = block.last + 1
        row.save(update_fields=["next_serial"])
        NumberBlock.objects.create(
            kind=row.kind, asker=asked.sender, question_id=asked.question_id, size=request.size,
            first_serial=block.first, last_serial=block.last, legal_day=act.times.legal_day,
            recorded_at=act.times.machine, trace=act.trace,
        )  # fmt: skip
        act.log("numbers.handed_out", detail={"first": block.first, "last": block.last, "size": request.size})
    return contract.NumberBlock(numbers=tuple(str(number) for number in block.numbers))


def _locked(kind: Kind) -> NumberRange:
    span = numbering.RANGES[kind]
    fresh = NumberRange(
        kind=kind.value, first_serial=span.first, last_serial=span.last, next_serial=span.first
    )
    NumberRange.objects.bulk_create([fresh], ignore_conflicts=True)
    return NumberRange.objects.select_for_update().get(kind=kind.value)


def _next(row: NumberRange, size: int) -> Block:
    """The block from the range's next serial on; numbers that somebody already has are passed over.

    Raises:
        RangeUsedUp: the range has fewer left.
    """
    taken: set[str] = set()
    while True:
        block = numbering.next_block(following=row.next_serial, last=row.last_serial, size=size, taken=taken)
        if block is None:
            raise RangeUsedUp
        found = _already_given(block.numbers)
        if not found:
            return block
        taken |= found


def _already_given(numbers: tuple[AddresseeNumber, ...]) -> set[str]:
    rows = Addressee.objects.filter(addressee_number__in=[str(number) for number in numbers])
    return set(rows.values_list("addressee_number", flat=True))
