"""What the national server (全国サーバ, simulated) receives and answers."""

from juki.links.jukinet import LinkageCodeRequest, NumberCheck, NumberCheckAnswer
from juki.links.prefecture import IdentificationUpdate

__all__ = ["IdentificationUpdate", "LinkageCodeRequest", "NumberCheck", "NumberCheckAnswer"]
