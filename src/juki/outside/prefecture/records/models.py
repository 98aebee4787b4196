"""Index of the prefectural server's tables."""

from juki.outside.prefecture.records.identification import PrefectureIdentification

__all__ = ["PrefectureIdentification"]
