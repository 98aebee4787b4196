"""証明書コンビニ交付システム: what a resident may get from a kiosk, kept ready beside the register.

It owns 証明書コンビニ交付ファイル (file 4 of the assessment, 68 items): one row per household and one per person, the
present state only. It learns of residents from the resident register alone and fails closed: whatever is unknown,
stale, parked or torn is not issuable. 個人番号 and 住民票コード are kept because the file lists them; no reply of the
staff console can carry either.

Source: document I-2 system 3, II(4), III(4)2, III(4)3.
"""
