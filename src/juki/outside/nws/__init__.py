"""情報提供ネットワークシステム, simulated, with a protocol of our own.

It gives 処理通番, makes each body its own 符号 for a person, checks inquiries against 照会許可照合リスト, signs permits and
carries answers that it cannot read. The real system's interfaces are not public, and nothing here claims to be them.

Source: 番号法2条14項, 19条8号, 21条, 21条の2, 23条.
"""
