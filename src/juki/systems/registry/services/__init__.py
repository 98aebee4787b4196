"""Operations (one transaction each) and queries of the register.

Lock order of every operation: the application; households by 世帯番号; residents and removed records by 宛名番号; free
宛名番号 and 住民票コード (skipping locked ones); new records by 個人番号; 更新順番号 by 住民票コード; last the heads of outbox
and audit.
"""
