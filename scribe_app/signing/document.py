"""A signed document: made, and verified by anyone who has its text, without the store and without a network.

The body is canonical JSON. Its SHA-256, and that of the seal (one hash for each leaf of the body), stand in the
header; the Ed25519 signature (RFC 8032) is over the header. A wrong byte anywhere breaks one of them, and the
seal says where in the record it is.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from datetime import datetime
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import ValidationError

from scribe_app.signing.canonical import canonical, segments
from structuring.turns import Frozen

Kind = Literal["note", "addendum", "void"]
_DOMAIN = b"lumbar-scribe signed document 1\n"
_SEAL_DIGITS = 16


class Header(Frozen):
    """Who signed what and when. `previous` is the fingerprint of the document before it in the same visit."""

    visit: str
    seq: int
    kind: Kind
    signer: str
    credentials: str
    signed_at: datetime
    public_key: str
    body_sha256: str
    seal_sha256: str
    previous: str


class SignedDocument(Frozen):
    """`seal` lists pointer, length in bytes and shortened SHA-256 of every leaf of `body`, in order."""

    format: Literal["lumbar-signed/1"] = "lumbar-signed/1"
    header: Header
    body: str
    seal: tuple[tuple[str, int, str], ...]
    signature: str

    @property
    def fingerprint(self) -> str:
        """SHA-256 over header and signature: what the next document and the audit log refer to."""
        return hashlib.sha256(_header_bytes(self.header) + self.signature.encode()).hexdigest()

    @property
    def key_fingerprint(self) -> str:
        """A short form of the signer's public key, to compare by eye."""
        digest = hashlib.sha256(bytes.fromhex(self.header.public_key)).hexdigest()[:16]
        return " ".join(digest[start : start + 4] for start in range(0, 16, 4)).upper()

    def content(self) -> dict[str, object]:
        """The body as JSON values."""
        value = json.loads(self.body)
        assert isinstance(value, dict)
        return value

    def text(self) -> str:
        """The document in its one spelling, as it is stored and handed out."""
        return canonical(self.model_dump(mode="json")).decode()


class Verdict(Frozen):
    """`problems` is empty when every byte is as it was signed; else each says what is wrong and where."""

    document: SignedDocument | None
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return not self.problems


def make(
    content: dict[str, object],
    *,
    visit: str,
    seq: int,
    kind: Kind,
    signer: str,
    credentials: str,
    signed_at: datetime,
    private_key: bytes,
    previous: str = "",
) -> SignedDocument:
    """Signs `content` (JSON values). `private_key` are the 32 bytes of an Ed25519 key."""
    secret = Ed25519PrivateKey.from_private_bytes(private_key)
    body = canonical(content)
    seal = tuple((pointer, len(piece), _short(piece)) for pointer, piece in segments(content))
    header = Header(
        visit=visit,
        seq=seq,
        kind=kind,
        signer=signer,
        credentials=credentials,
        signed_at=signed_at,
        public_key=secret.public_key().public_bytes_raw().hex(),
        body_sha256=hashlib.sha256(body).hexdigest(),
        seal_sha256=_seal_hash(seal),
        previous=previous,
    )
    signature = base64.b64encode(secret.sign(_DOMAIN + _header_bytes(header))).decode()
    return SignedDocument(header=header, body=body.decode(), seal=seal, signature=signature)


def verify(text: str | bytes) -> Verdict:
    """Whether a document is, byte for byte, what was signed; if not, where it differs."""
    try:
        raw = text.decode("utf-8") if isinstance(text, bytes) else text
    except UnicodeDecodeError as fault:
        return Verdict(document=None, problems=(f"Byte {fault.start} of the document is damaged.",))
    try:
        document = SignedDocument.model_validate(json.loads(raw))
    except json.JSONDecodeError as fault:
        return Verdict(document=None, problems=(f"The document is damaged at character {fault.pos}.",))
    except ValidationError as fault:
        place = "/".join(str(part) for part in fault.errors()[0]["loc"])
        return Verdict(document=None, problems=(f"The document is damaged at '{place}'.",))
    except (ValueError, RecursionError):
        return Verdict(document=None, problems=("This is no signed document.",))
    problems = [*_signature(document), *_body(document)]
    if not problems and (spelt := document.text()) != raw:
        problems.append(f"Character {_first_difference(spelt, raw)} of the document was changed.")
    return Verdict(document=document, problems=tuple(problems))


def _signature(document: SignedDocument) -> list[str]:
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(document.header.public_key))
        signature = base64.b64decode(document.signature, validate=True)
        if base64.b64encode(signature).decode() != document.signature:
            raise ValueError("the last letter of base64 has bits to spare; only one spelling is taken")
        public.verify(signature, _DOMAIN + _header_bytes(document.header))
    except (InvalidSignature, ValueError, binascii.Error):
        return ["The signature does not fit: the header (signer, time, key, hashes) or the signature was changed."]
    return []


def _body(document: SignedDocument) -> list[str]:
    problems = []
    body = document.body.encode("utf-8", "surrogatepass")
    if _seal_hash(document.seal) != document.header.seal_sha256:
        problems.append("The seal was changed.")
    if hashlib.sha256(body).hexdigest() != document.header.body_sha256:
        problems.append(_locate(document, body))
    return problems


def _locate(document: SignedDocument, body: bytes) -> str:
    start = 0
    for pointer, length, digest in document.seal:
        if _short(body[start : start + length]) != digest:
            return f"The record was changed at {pointer or '/'} (byte {start} to {start + length} of the body)."
        start += length
    if start < len(body):
        return f"Something was added to the record after byte {start} of the body."
    return "The record was changed, or the header no longer names its hash."


def _header_bytes(header: Header) -> bytes:
    return canonical(header.model_dump(mode="json"))


def _seal_hash(seal: tuple[tuple[str, int, str], ...]) -> str:
    return hashlib.sha256(canonical([list(entry) for entry in seal])).hexdigest()


def _short(piece: bytes) -> str:
    return hashlib.sha256(piece).hexdigest()[:_SEAL_DIGITS]


def _first_difference(one: str, other: str) -> int:
    for place, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return place
    return min(len(one), len(other))
