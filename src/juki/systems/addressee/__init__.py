"""宛名管理システム: everybody the city writes to, and the numbers by which all its duties know a person.

Residents come from the resident register as they are there; every change is a further version, none is overwritten.
The number service hands out 宛名番号 in blocks, for good: a number is given once and to nobody else, whatever breaks.
People who are no residents (住登外) get theirs from a range of its own, so that the two can never meet.
No 個人番号 and no 住民票コード is kept here.

Source: document I-2 system 6, II(1)3; STD 1.1.13.
"""
