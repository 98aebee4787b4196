"""Telling and asking the national server (全国サーバ)."""

from uuid import UUID

from juki.kernel.clock import Times
from juki.kernel.work import Act, Actor
from juki.links.nation import (
    CodeStock,
    CodeStockRequest,
    LinkageCodeRequest,
    NumberCheck,
    NumberCheckAnswer,
    NumberGenerationRequest,
)
from juki.links.post import outbox, questions


def send_linkage_request(act: Act, *, request: LinkageCodeRequest) -> None:
    """Forward a 符号取得要求: 処理通番 and 住民票コード and nothing else. Source: STD 7.1.2.2; 番号法21条の2."""
    outbox.send(
        act, own="jukinet", to="nation", content=request, streams=[f"resident:{request.resident_code}"]
    )


def send_number_request(act: Act, *, request: NumberGenerationRequest) -> None:
    """Forward 個人番号の生成要求. Source: 番号法8条; STD 7.1.2.1."""
    outbox.send(
        act, own="jukinet", to="nation", content=request, streams=[f"resident:{request.resident_code}"]
    )


def take_codes(size: int, *, trace: UUID, actor: Actor, times: Times) -> CodeStock:
    """空きコード of the national server, ours for good; outside any transaction.

    Raises:
        PeerUnreachable, PeerRefused: there is no answer.
    """
    return questions.ask(
        CodeStockRequest(size=size), CodeStock, own="jukinet", to="nation", about=f"codes:{trace}", trace=trace,
        actor=actor, times=times,
    )  # fmt: skip


def check_number(
    question: NumberCheck, *, about: str, trace: UUID, actor: Actor, times: Times
) -> NumberCheckAnswer:
    """The national server's word on whether number and person agree; outside any transaction.

    Raises:
        PeerUnreachable, PeerRefused: there is no answer.
    """
    return questions.ask(
        question,
        NumberCheckAnswer,
        own="jukinet",
        to="nation",
        about=about,
        trace=trace,
        actor=actor,
        times=times,
    )
