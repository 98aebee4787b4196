"""A catalogue of a few rows, for tests of the ledger itself."""

from pathlib import Path

FUNCTIONS = """
[[function]]
id = "S1.01"
system = "registry"
title = "住民票をつくる"
[[function]]
id = "S2.01"
system = "jukinet"
title = "本人確認情報を保つ"
simulated = true
"""
PROMISES = """
[[safeguard]]
key = "acc.2fa"
kind = "enforce"
title = "二つの要素で認証する"
[[safeguard.promise]]
file = "1"
systems = ["registry", "office"]
sources = ["F1-006", "F1-020"]
[[safeguard.promise]]
file = "2"
systems = ["jukinet", "office"]
sources = ["F2-006"]
[[safeguard]]
key = "edu.training"
kind = "organisational"
title = "研修を行う"
[[safeguard.promise]]
file = "1"
systems = ["registry"]
sources = ["F1-100"]
"""
STANDARD = """
[[requirement]]
clause = "4.0.8"
title = "審査・決裁"
[[requirement.must]]
text = "仮登録を経る。"
[[requirement.must]]
text = "区ごとに行う。"
not_for = "指定都市の定め。"
[[requirement.may]]
text = "色を変えられる。"
[[requirement.must_not]]
text = "決裁者の氏名を登録する。"
[[requirement]]
clause = "3.5"
title = "異動不受理"
[[requirement.must_not]]
text = "申請による抑止を設ける。"
"""
ITEMS = """
file = 1
title = "住民基本台帳ファイル"
[[item]]
id = "I1.001"
group = "宛名情報"
label = "個人番号"
system = "registry"
columns = ["registry_resident.individual_number"]
[[item]]
id = "I1.002"
group = "宛名情報"
label = "宛名番号"
system = "registry"
note = "まだない。"
"""
COLUMNS = """
[[table]]
name = "registry_resident"
system = "registry"
technical = ["id"]
personal = { serial = "標準仕様が求める。" }
[[table]]
name = "audit_entry"
system = "all"
technical = ["number"]
"""
FILES = {
    "functions.toml": FUNCTIONS,
    "promises/acc.toml": PROMISES,
    "standard/4.toml": STANDARD,
    "items/file1.toml": ITEMS,
    "columns.toml": COLUMNS,
}


def write(folder: Path, **more: str) -> Path:
    """Write the small catalogue into ``folder``; ``more`` holds the text of more files by name."""
    for name, text in {**FILES, **{f"{key}.toml": value for key, value in more.items()}}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
