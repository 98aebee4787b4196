"""符号取得要求: telling the information network whose 処理通番 it is, without saying who."""

import secrets

from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Act
from juki.outside.nation import peers, rules
from juki.outside.nation.errors import NoProcessingNumber, UnknownPerson
from juki.outside.nation.peers import LinkageCodeRequest
from juki.outside.nation.records.models import NationPerson, NationSecret


def pass_on_request(act: Act, request: LinkageCodeRequest) -> None:
    """Send the network the 処理通番 and the person's token; the same person has the same token for ever.

    Source: 番号法21条の2; STD 7.1.2.2.

    Raises:
        UnknownPerson: nobody has this resident code.
        NoProcessingNumber: there is none.
        InvalidResidentCode: wrong digits.
    """
    code = ResidentCode(request.resident_code).digits
    if not request.processing_number.strip():
        raise NoProcessingNumber
    if not NationPerson.objects.filter(pk=code).exists():
        raise UnknownPerson
    token = rules.person_token(code, key=_key())
    peers.send_seed(act, processing_number=request.processing_number, person_token=token)
    act.log("nation.linkage", subjects=[f"resident:{code}"])


def _key() -> bytes:
    NationSecret.objects.bulk_create([NationSecret(id=1, key=secrets.token_bytes(32))], ignore_conflicts=True)
    return bytes(NationSecret.objects.get(id=1).key)
