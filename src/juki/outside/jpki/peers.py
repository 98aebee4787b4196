"""The side of 公的個人認証: it is asked whether a certificate is in force."""

from juki.links.jpki import CertificateStatus, CertificateStatusAnswer

__all__ = ["CertificateStatus", "CertificateStatusAnswer"]
