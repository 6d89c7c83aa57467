"""Fetching a model from a server on this machine: whole, interrupted, cancelled, damaged."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from asr.models import SUMS, FetchableModel, ModelError, check_sums, locate
from scribe_app.errors import Refusal
from scribe_app.models.fetch import Cancelled, fetch

MODEL = FetchableModel("base.en", 1, "MIT", "maker/base", 2.0)
FILES = {
    "model.bin": bytes(range(256)) * 8000,
    "config.json": b"{}",
    "tokenizer.json": b'{"a": 1}',
    "vocabulary.txt": b"a\nb\n",
}


class Hub(BaseHTTPRequestHandler):
    """Answers as the hub does: a redirect with size and checksum for large files, ranges from the store."""

    damaged = False
    cut_at: int | None = None
    ranges: list[str] = []  # noqa: RUF012

    def log_message(self, *args: object) -> None:
        pass

    def do_HEAD(self) -> None:
        body = FILES[self.path.rsplit("/", 1)[1]]
        if self.path.startswith("/maker") and self.path.endswith(".bin"):
            self.send_response(302)
            self.send_header("Location", "/store/model.bin")
            self.send_header("X-Linked-Size", str(len(body)))
            self.send_header("X-Linked-ETag", f'"{hashlib.sha256(body).hexdigest()}"')
            self.send_header("Content-Length", "0")
        else:
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()

    def do_GET(self) -> None:
        if self.path.startswith("/maker") and self.path.endswith(".bin"):
            self.send_response(302)
            self.send_header("Location", "/store/model.bin")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = FILES[self.path.rsplit("/", 1)[1]]
        if Hub.damaged and self.path.endswith(".bin"):
            body = b"x" + body[1:]
        start = 0
        if wanted := self.headers.get("Range"):
            Hub.ranges.append(wanted)
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        end = Hub.cut_at if Hub.cut_at and self.path.endswith(".bin") else len(body)
        self.wfile.write(body[start:end])


@pytest.fixture
def hub() -> Iterator[str]:
    Hub.damaged, Hub.cut_at, Hub.ranges = False, None, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_fetched_model_is_whole_and_can_be_found_by_name(tmp_path, hub):
    seen = []
    folder = fetch(MODEL, tmp_path, hub=hub, progress=lambda *args: seen.append(args))
    assert (folder / "model.bin").read_bytes() == FILES["model.bin"]
    check_sums(folder)
    assert locate("base.en", tmp_path) == folder
    assert seen[-1][1:] == (len(FILES["vocabulary.txt"]), len(FILES["vocabulary.txt"]))
    assert not list(folder.glob("*.part"))


def test_a_broken_connection_goes_on_where_it_stopped(tmp_path, hub):
    Hub.cut_at = 1_000_000
    with pytest.raises(Refusal, match="again"):
        fetch(MODEL, tmp_path, hub=hub)
    assert not (tmp_path / "base.en" / SUMS).exists()
    Hub.cut_at = None
    fetch(MODEL, tmp_path, hub=hub)
    assert Hub.ranges == ["bytes=1000000-"]
    check_sums(tmp_path / "base.en")


def test_cancelling_keeps_what_has_arrived(tmp_path, hub):
    with pytest.raises(Cancelled):
        fetch(MODEL, tmp_path, hub=hub, cancelled=lambda: True)
    assert (tmp_path / "base.en" / "model.bin.part").stat().st_size > 0
    with pytest.raises(ModelError):
        locate("base.en", tmp_path)
    fetch(MODEL, tmp_path, hub=hub)
    check_sums(tmp_path / "base.en")


def test_a_damaged_file_is_thrown_away(tmp_path, hub):
    Hub.damaged = True
    with pytest.raises(Refusal, match="damaged"):
        fetch(MODEL, tmp_path, hub=hub)
    assert not (tmp_path / "base.en" / "model.bin").exists()
    assert not (tmp_path / "base.en" / "model.bin.part").exists()


def test_a_file_changed_later_is_noticed_before_use(tmp_path, hub):
    folder = fetch(MODEL, tmp_path, hub=hub)
    (folder / "model.bin").write_bytes(FILES["model.bin"][:-1] + b"y")
    with pytest.raises(ModelError, match="damaged"):
        locate("base.en", tmp_path)


def test_without_a_network_the_sentence_says_what_to_do(tmp_path):
    with pytest.raises(Refusal, match="embedded model needs no network"):
        fetch(MODEL, tmp_path, hub="http://127.0.0.1:9")
