"""The CS's doors for machines: links, the 統合端末's searches, mending."""
