"""The ledger: every promise of the assessment document and of the national standard, beside what proves it.

The catalogue holds the rows in our own words, the test run writes the evidence, ``registers.toml`` of an installation
adds what only people can say; ``juki assess`` puts them together. See docs/adr/0013-the-ledger.md.

Source: 番号法27条 (特定個人情報保護評価); the document as a whole; STD v1.0.
"""
