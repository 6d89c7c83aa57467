"""Second opinions point and rephrase; they tick nothing, and say plainly what is missing."""

from __future__ import annotations

import importlib.util
import shutil
import threading
from datetime import date

import numpy as np
import pytest

from scribe_app.cli import main
from scribe_app.errors import Refusal
from scribe_app.meaning import encoder, rewording
from scribe_app.meaning.hints import Hints
from scribe_app.meaning.worker import HintWorker
from scribe_app.rules.knowledge import load_pack
from structuring.encounter import Encounter
from structuring.state import Visit
from structuring.turns import Turn

PACK = load_pack()
needs_extra = pytest.mark.skipif(
    encoder.missing() is not None, reason="the extra 'semantic' is not installed: pip install -e '.[semantic]'"
)
TALK = ["It feels weird when I wipe.", "The weather has been lovely.", "Okay."]


def turns(texts=TALK):
    return [Turn(line=number, speaker="patient", text=text) for number, text in enumerate(texts, start=1)]


def letters(texts):
    """Vectors by letters: near texts are near, without any weights."""
    found = np.array([[text.lower().count(letter) for letter in "abcdefghijklmnopqrstuvwxyz"] for text in texts])
    return (found / np.maximum(1e-9, np.linalg.norm(found, axis=1, keepdims=True))).astype(np.float32)


@needs_extra
def test_a_passage_of_like_meaning_is_pointed_out_with_its_words():
    hints = Hints(PACK, encoder.Encoder())
    for turn in turns():
        hints.hear(turn)
    (first, *_) = hints.possible({"red_flags.saddle_anesthesia", "red_flags.fever"})
    assert (first.path, first.evidence.line) == ("red_flags.saddle_anesthesia", 1)
    assert first.evidence.quote == "It feels weird when I wipe."
    assert not hints.possible({"red_flags.fever"})


@needs_extra
def test_other_weights_are_refused(tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(encoder.weights_folder(), folder)
    with (folder / "model.safetensors").open("r+b") as stream:
        stream.seek(1000)
        stream.write(b"x")
    with pytest.raises(Refusal, match="not the file that was published"):
        encoder.Encoder(folder)


def test_without_the_extra_one_sentence_says_what_is_missing(monkeypatch, capsys, tmp_path):
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "torch" else found(name))
    talk = tmp_path / "talk.txt"
    talk.write_text("[patient] my lower back hurts\n", encoding="utf-8")
    assert main(["hints", str(talk)]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "torch" in error and "not installed" in error and "Everything else works without it" in error


def test_hints_name_only_silent_items_and_quote_to_the_letter():
    hints = Hints(PACK, letters)
    talk = turns()
    for turn in talk:
        hints.hear(turn)
    silent = {"red_flags.fever", "exam.reflexes"}
    found = hints.possible(silent, threshold=-1)
    assert {hint.path for hint in found} == silent
    for hint in found:
        piece = hint.evidence
        assert talk[piece.line - 1].text[piece.start : piece.end] == piece.quote


def test_the_worker_answers_from_its_own_thread_and_nobody_waits():
    answers: list[tuple[str, int]] = []
    done = threading.Event()

    def found(hints):
        answers.append((threading.current_thread().name, len(hints)))
        done.set()

    worker = HintWorker(lambda: Hints(PACK, letters), found)
    for turn in turns():
        worker.hear(turn)
    worker.ask({"red_flags.fever"})
    assert done.wait(10)
    worker.close()
    assert answers[0][0] == "hints" and worker.trouble is None


def test_a_worker_that_cannot_load_says_why():
    def broken() -> Hints:
        raise Refusal("Hints by meaning are off: torch is not installed.")

    worker = HintWorker(broken, lambda hints: None)
    worker.close()
    assert worker.trouble == "Hints by meaning are off: torch is not installed."


def noted() -> Encounter:
    encounter = Encounter(PACK, Visit(date_of_service=date(2026, 11, 24)))
    for turn in turns(["My lower back has hurt on the left for three weeks.", "I have no fever."]):
        encounter.hear(turn)
    return encounter


def test_rewordings_keep_the_sentences_and_refuse_what_is_not_said():
    note = noted().state.note
    plain = {one.id: one.text for section in note.sections for one in section.sentences}
    assert plain
    honest = rewording.reword(PACK, note, lambda text: "The patient has " + text[:1].lower() + text[1:])
    assert {one.id for one in honest} == set(plain)
    lying = rewording.reword(PACK, note, lambda text: text.replace("left", "right") + " Severe pain.")
    assert all(one.text == plain[one.id] and one.refused for one in lying)


def test_a_model_that_fails_leaves_the_plain_sentence():
    def broken(text: str) -> str:
        raise RuntimeError("out of memory")

    for one in rewording.reword(PACK, noted().state.note, broken):
        assert (one.text, one.refused) == (one.plain, "the model failed: RuntimeError")


@needs_extra
def test_a_small_model_made_here_runs_offline_and_its_nonsense_is_refused(tmp_path):
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import GPT2Config, GPT2LMHeadModel, PreTrainedTokenizerFast

    words = [
        "<unk>",
        "<eos>",
        "Rewrite",
        "this",
        "sentence",
        "of",
        "a",
        "medical",
        "note",
        "pain",
        "left",
        "right",
        "fever",
        "no",
    ]
    plain = Tokenizer(models.WordLevel({word: number for number, word in enumerate(words)}, unk_token="<unk>"))
    plain.pre_tokenizer = pre_tokenizers.Whitespace()
    fast = PreTrainedTokenizerFast(tokenizer_object=plain, unk_token="<unk>", eos_token="<eos>", pad_token="<eos>")
    fast.save_pretrained(tmp_path)
    size = GPT2Config(
        vocab_size=len(words), n_layer=1, n_head=1, n_embd=8, n_positions=256, eos_token_id=1, bos_token_id=1
    )
    GPT2LMHeadModel(size).save_pretrained(tmp_path)
    generate = rewording.load(tmp_path, longest=8)
    found = rewording.reword(PACK, noted().state.note, generate)
    assert found and all(one.text == one.plain for one in found if one.refused)
    assert any(one.refused for one in found)


@needs_extra
def test_a_folder_without_a_model_is_refused_in_one_sentence(tmp_path):
    with pytest.raises(Refusal, match=r"config\.json is missing"):
        rewording.load(tmp_path)
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(Refusal, match="cannot be loaded"):
        rewording.load(tmp_path)
