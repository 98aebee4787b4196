"""The screens of 団体内統合宛名: persons and their numbers, candidates for one person, error lists."""
