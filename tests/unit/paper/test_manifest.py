"""The manifest: finds its person, shows nobody."""

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.paper import manifest
from juki.paper.errors import NoManifest, UnreadableDocument, WeakSecret

SALT = b"\x03" * 16
KEYS = ["subject-0", "subject-1"]


def issue(
    secret: bytes, *, number: str = "N-1", transaction: str = "T-1", salt: bytes = SALT
) -> manifest.Manifest:
    return manifest.issue(
        transaction_id=transaction, issue_number=number, subject_keys=KEYS, secret=secret, salt=salt
    )


class TestConcerns:
    def test_those_on_the_document(self, secret: bytes):
        assert all(issue(secret).concerns(key, secret=secret) for key in KEYS)

    @pytest.mark.parametrize("other", ["", "subject-2", "subject", "subject-00"])
    def test_nobody_else(self, secret: bytes, other: str):
        assert not issue(secret).concerns(other, secret=secret)

    def test_nobody_under_another_secret(self, secret: bytes):
        assert not issue(secret).concerns("subject-0", secret=b"\x09" * 32)

    @pytest.mark.parametrize("change", [{"number": "N-2"}, {"transaction": "T-2"}, {"salt": b"\x04" * 16}])
    def test_marks_do_not_travel_to_another_document(self, secret: bytes, change: dict[str, str]):
        ours, other = set(issue(secret).marks), set(issue(secret, **change).marks)
        assert ours.isdisjoint(other)

    def test_marks_do_not_tell_the_order(self, secret: bytes):
        keys = [f"subject-{number}" for number in range(10)]

        def marks(order: list[str]) -> tuple[str, ...]:
            made = manifest.issue(
                transaction_id="T-1", issue_number="N-1", subject_keys=order, secret=secret, salt=SALT
            )
            return made.marks

        assert marks(keys) == marks(keys[::-1])


class TestToken:
    @given(digits=st.from_regex(r"\A[0-9]{11,12}\Z"))
    def test_holds_no_subject_in_the_clear(self, digits: str):
        made = manifest.issue(
            transaction_id="T", issue_number="N", subject_keys=[digits], secret=b"\x01" * 32, salt=SALT
        )
        body = made.token().removeprefix(manifest.PREFIX)
        clear = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode()
        assert digits not in clear
        bare = hashlib.sha256(SALT + digits.encode()).hexdigest()
        assert bare not in clear

    def test_is_one_word(self, secret: bytes):
        assert not set(issue(secret).token()) & set(" ,;\n")


class TestSecrets:
    @pytest.mark.parametrize(
        ("secret", "salt"), [(b"\x01" * 31, SALT), (b"\x01" * 32, b"\x03" * 15), (b"", b"")]
    )
    def test_must_be_long(self, secret: bytes, salt: bytes):
        with pytest.raises(WeakSecret):
            issue(secret, salt=salt)

    def test_must_be_long_to_ask(self, secret: bytes):
        with pytest.raises(WeakSecret):
            issue(secret).concerns("subject-0", secret=b"short")


class TestSubjects:
    @pytest.mark.parametrize("junk", [b"", b"%PDF-1.7", b"no pdf at all" * 100])
    def test_of_no_pdf(self, junk: bytes):
        with pytest.raises(UnreadableDocument):
            manifest.subjects(junk)

    @pytest.mark.parametrize(
        "keywords", [None, "", "another", "juki-manifest-1.", "juki-manifest-1.e30", "juki-manifest-1.@@@"]
    )
    def test_of_a_foreign_pdf(self, bare_pdf, keywords: str | None):
        with pytest.raises(NoManifest):
            manifest.subjects(bare_pdf(keywords))
