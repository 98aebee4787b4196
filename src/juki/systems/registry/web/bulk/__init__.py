"""住所一括変更 on screens: a list is extracted, prepared, approved by another person, and followed. Source: STD 9.7."""
