"""The screens of the CS: 本人確認情報 searched and shown at the 統合端末, 更新禁止 and 排他."""
