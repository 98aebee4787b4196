"""団体内統合宛名システム: one number per person across the city's duties, tied to 宛名番号 and 個人番号.

It numbers (付番), keeps the four items of every person in versions, lists possible doubles and errors for a person to
decide, and is the only way from the register to 中間サーバー. It never holds a 符号, only how far its acquisition is.

Source: document I-2 system 4; 番号法14条; ADR 0006.
"""
