"""The embedded weights are checked before use, and what is missing or damaged is told in plain words."""

import shutil

import pytest

from asr.models import TINY_EN, ModelError, check, embedded_folder, locate


def test_the_embedded_weights_are_those_that_were_published():
    assert locate(None) == embedded_folder()


def test_one_changed_byte_is_refused(tmp_path):
    for name in TINY_EN.files:
        shutil.copy(embedded_folder() / name, tmp_path / name)
    with (tmp_path / "model.bin").open("r+b") as stream:
        stream.seek(40_000_000)
        stream.write(b"\x01\x02\x03")
    with pytest.raises(ModelError, match="damaged"):
        check(tmp_path, TINY_EN)


def test_an_unknown_name_is_refused(tmp_path):
    with pytest.raises(ModelError, match="scribe models list"):
        locate("enormous.en", tmp_path)


def test_a_folder_without_weights_is_refused(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match=r"model\.bin is missing"):
        locate(tmp_path)
