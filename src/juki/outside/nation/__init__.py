"""全国サーバ, simulated: knows every person of the simulated country, one municipality at a time.

Keeps 機構保存本人確認情報, says whether a number and a person agree, and tells the information network whose 処理通番 a
request carries, by a token that is neither the number nor the code. Designates 個人番号 and hands out 空きコード, at random
and nobody's twice. A simulation with a protocol of our own; the interface of the real server is not public.
Source: 住基法30条の2, 30条の7, 30条の9; 番号法8条, 14条, 21条の2.
"""
