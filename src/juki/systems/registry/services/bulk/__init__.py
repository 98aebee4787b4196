"""住所一括変更: 住居表示, 区画整理, names of towns. Source: STD 9.7.

lists       columns of a list as data, and reading one          extracting   a list to be filled in
preparing   仮処理: what would be changed, and what not          deciding     another person approves, or it is dropped
carrying    本処理: in small transactions, taken up again where it stopped
showing     the result, by number and reason: never a list of names
"""
