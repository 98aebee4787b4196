"""An update of 本人確認情報 and what the file knows before it, as values."""

from dataclasses import dataclass
from datetime import date

from juki.kernel.values.address import Address
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.resident_code import ResidentCode
from juki.systems.jukinet.codes import EventClass


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """The statutory items but the address: 氏名, 振り仮名, 生年月日, 男女の別, 個人番号. Source: 住基法30条の6.

    Without ``individual_number`` none is designated yet.
    """

    name: str
    kana: str
    birth: LegalDate
    sex: str
    individual_number: IndividualNumber | None

    def differing(self, other: "Identity") -> tuple[str, ...]:
        """Names of the items in which two differ, in their legal terms."""
        pairs = {
            "氏名": (self.name, other.name),
            "振り仮名": (self.kana, other.kana),
            "生年月日": (self.birth.to_storage(), other.birth.to_storage()),
            "性別": (self.sex, other.sex),
            "個人番号": (self.individual_number, other.individual_number),
        }
        return tuple(label for label, (mine, theirs) in pairs.items() if mine != theirs)


@dataclass(frozen=True, slots=True, repr=False)
class Update:
    """One update as it came from the register, every part already of its type.

    ``former_resident_code``: the code that this update replaces, or empty.
    """

    resident_code: ResidentCode
    identity: Identity
    municipality: MunicipalityCode
    address: Address
    became_resident: LegalDate
    settled: LegalDate
    notified_on: date | None
    former_municipality: str
    former_address: str
    relationship: str
    event_class: EventClass
    event_reason: str
    event_date: LegalDate
    update_number: int
    operator: str
    terminal: str
    former_resident_code: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """What the file holds of the same resident code."""

    identity: Identity
    update_number: int
    living: bool
    barred: bool
    reserved: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """The parts of the rules that are data: reasons per class, those that move within the city (転居), those that can only
    be somebody's first (出生), those whose day may be uncertain (出生, 死亡, 失踪), those by which a number changes and
    those by which a 住民票コード does."""

    reasons: dict[str, frozenset[str]]
    moves_within: frozenset[str]
    first_ever: frozenset[str]
    certified_days: frozenset[str]
    number_changes: frozenset[str]
    code_changes: frozenset[str]
