"""中間サーバー: the city's end of the information network.

It alone holds 符号, encrypted, and the 副本 of 住民票関係情報 (住基法7条4号). It checks every inquiry for itself before it
answers, encrypts the answer to the inquirer, and keeps the record of every outcome (情報提供等記録). Inside the city only
団体内統合宛名 reaches it. Its inquiry side does not exist: this duty inquires nothing (document I-6).

Source: document I-2 system 5, III(1)6; 番号法19条8号, 21条, 21条の2, 22条, 23条; ADR 0006.
"""
