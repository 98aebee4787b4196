"""What the simulator finds: something does not hold."""

from juki.kernel.errors import JukiError


class Broken(JukiError):
    """An invariant does not hold, or an act did something else than it had to. ``what`` names no person."""

    code = "LCH-0931"
    text = "シミュレーションで不変条件が破れました(seed {seed}、{step}番目の{act}: {what})。この種で再現して直してください。"


class Disagreement(JukiError):
    """Rules and simulator differ on whether an act is lawful."""

    code = "LCH-0932"
    text = (
        "シミュレーションの異動が拒まれました(seed {seed}、{step}番目の{act}: {what})。"
        "規則とシミュレータのどちらが正しいか確かめてください。"
    )
