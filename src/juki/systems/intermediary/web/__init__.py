"""The screens of 中間サーバー: 副本, inquiries held for a clerk, 情報提供等記録."""
