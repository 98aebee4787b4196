"""What the national server (全国サーバ, simulated) receives and answers."""

from juki.links.jukinet import (
    CodeStock,
    CodeStockRequest,
    LinkageCodeRequest,
    NumberCheck,
    NumberCheckAnswer,
    NumberGenerationRequest,
)
from juki.links.prefecture import IdentificationUpdate

__all__ = [
    "CodeStock",
    "CodeStockRequest",
    "IdentificationUpdate",
    "LinkageCodeRequest",
    "NumberCheck",
    "NumberCheckAnswer",
    "NumberGenerationRequest",
]
