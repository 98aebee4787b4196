"""Looking through the past of many: 異動履歴照会, households without 世帯主."""
