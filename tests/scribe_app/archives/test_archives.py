"""Archives with many hands: the same results in the same order, whoever dies on the way."""

import json
import os
import signal
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from scribe_app import cli
from scribe_app.archives import auditing, checking, ordered
from scribe_app.archives.cluster import on_cluster
from scribe_app.audit.auditor import Auditor
from scribe_app.audit.walk import audit_paths
from scribe_app.errors import Refusal
from scribe_app.rules.knowledge import load_pack

DAY = date(2026, 11, 24)
NOTES = (
    "Low back pain, right side, for 3 weeks. No fever. Diagnosis: M54.5\n",
    "Plan: physical therapy.\nM54.50 and M54.2\n",
    "Acute low back pain without a specific cause. Reflexes normal. Assessment: M54.59\n",
    "Nothing about codes here.\n",
)
can_kill = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")


@pytest.fixture
def archive(tmp_path):
    """Some sixty notes and a damaged one, in two folders."""
    for number in range(60):
        folder = tmp_path / "notes" / ("a" if number % 2 else "b")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"note-{number:03d}.txt").write_text(NOTES[number // 2 % len(NOTES)] + f"Note {number}.\n")
    (tmp_path / "notes" / "a" / "damaged.docx").write_bytes(b"PK\x03\x04 not a document")
    return tmp_path / "notes"


@pytest.mark.parametrize("few", [5, 10_000], ids=["shared", "alone"])
def test_two_processes_find_the_same_in_the_same_order(archive, monkeypatch, few):
    monkeypatch.setattr(auditing, "FEW", few)
    expected = list(audit_paths(Auditor(load_pack(), DAY), [archive]))
    assert len(expected) > 70
    assert list(auditing.audit_archive([archive], DAY, jobs=2)) == expected


def test_a_few_short_texts_start_no_second_process_and_others_do(tmp_path, monkeypatch):
    """Starting processes for what one does in a second would make two slower than one."""
    started = []
    real = ordered.on_this_machine

    def watched(work, items, jobs, *rest, **options):
        started.append(jobs)
        return real(work, items, jobs, *rest, **options)

    monkeypatch.setattr(auditing, "on_this_machine", watched)
    monkeypatch.setattr(auditing, "FEW", 3)
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("M54.5\n")
    first = list(auditing.audit_archive([tmp_path], DAY, jobs=2))
    assert len(first) == 6 and started == []
    (tmp_path / "4.txt").write_text("M54.5\n")
    assert len(list(auditing.audit_archive([tmp_path], DAY, jobs=2))) == 8
    (tmp_path / "4.txt").unlink()
    (tmp_path / "2.txt").write_text("M54.5\n" * 20_000)
    assert len(list(auditing.audit_archive([tmp_path], DAY, jobs=2))) == 20_005
    assert started == [2, 2]


def test_checking_an_archive_gives_a_row_for_each_note_in_order(archive, monkeypatch):
    monkeypatch.setattr(checking, "FEW", 5)

    def rows(jobs):
        return list(checking.check_archive([archive], day=None, visit=None, today=DAY, jobs=jobs))

    one = rows(1)
    assert [Path(row.file).name for row in one if row.fault] == ["damaged.docx"]
    assert [row.file for row in one] == sorted(row.file for row in one)
    assert any(row.missing for row in one)
    assert rows(2) == one


def squared(number, folder, killers):
    """Kills its own process once for each number in `killers`, and always for 13."""
    marker = Path(folder) / str(number)
    if number == 13 or (number in killers and not marker.exists()):
        marker.write_text("killed")
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


@can_kill
def test_a_killed_process_changes_nothing(tmp_path):
    work = partial(squared, folder=str(tmp_path), killers=(40, 90))
    numbers = [number for number in range(120) if number != 13]
    found = list(ordered.on_this_machine(work, numbers, 2, lambda number: -1))
    assert found == [number * number for number in numbers]
    assert {path.name for path in tmp_path.iterdir()} == {"40", "90"}


@can_kill
def test_a_document_that_kills_every_process_is_given_up_and_the_rest_goes_on(tmp_path):
    work = partial(squared, folder=str(tmp_path), killers=())
    found = list(ordered.on_this_machine(work, range(10, 16), 2, lambda number: -number))
    assert found == [-13 if number == 13 else number * number for number in range(10, 16)]


def test_the_commands_print_the_same_with_many_hands(archive, capsys, monkeypatch):
    monkeypatch.setattr(auditing, "FEW", 5)

    def said(*arguments):
        code = cli.main([*arguments, str(archive), "--date", DAY.isoformat()])
        return code, capsys.readouterr().out

    assert said("audit", "--csv") == said("audit", "--csv", "--jobs", "2")
    code, text = said("check", "--json")
    assert code == 2  # one note cannot be read
    rows = [json.loads(line) for line in text.splitlines()]
    assert len(rows) == 61


def test_an_odd_number_of_processes_is_refused(archive, capsys):
    assert cli.main(["audit", "--jobs", "-1", str(archive)]) == 2
    assert "--jobs" in capsys.readouterr().err


@pytest.fixture(scope="module")
def cluster():
    """A real Dask scheduler with two worker processes."""
    distributed = pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as made:
        yield made


@can_kill
def test_a_cluster_finds_the_same_though_a_worker_is_killed_half_way(archive, cluster, monkeypatch):
    monkeypatch.setattr(auditing, "BATCH", 2)  # 31 batches, of which eight at most are handed out ahead
    expected = list(audit_paths(Auditor(load_pack(), DAY), [archive.absolute()]))
    steps = auditing.audit_archive([archive], DAY, scheduler=cluster.scheduler_address)
    found = [next(steps) for _ in range(20)]
    worker = next(iter(cluster.workers.values()))
    os.kill(worker.process.pid, signal.SIGKILL)
    found += steps
    assert found == expected


@can_kill
def test_a_worker_that_dies_over_a_batch_leaves_it_to_the_others(tmp_path, cluster):
    work = partial(squared, folder=str(tmp_path), killers=(40, 90))
    numbers = [number for number in range(120) if number != 13]
    found = on_cluster(work, numbers, cluster.scheduler_address, batch_size=10)
    assert list(found) == [number * number for number in numbers]
    assert {path.name for path in tmp_path.iterdir()} == {"40", "90"}


def test_a_wrong_address_is_refused(archive, monkeypatch):
    pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
    monkeypatch.setattr("scribe_app.archives.cluster.TIMEOUT_S", 0.5)
    with pytest.raises(Refusal, match="No Dask scheduler"):
        list(auditing.audit_archive([archive], DAY, scheduler="tcp://127.0.0.1:9"))
