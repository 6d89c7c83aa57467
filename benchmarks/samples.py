"""Real-time factor and delays of the bundled encounters, replayed from sound on a simulated clock.

    python -m benchmarks.samples [NUMBER ...]

The delays are those of this machine as busy as it is now: run nothing else beside it.
"""

from __future__ import annotations

import sys

from scribe_app.visit import hearing, samples
from scribe_app.visit.report import Quantiles
from scribe_app.visit.watching import Options, visit_of


def main(numbers: list[int]) -> None:
    hearing.recogniser(None)
    print(f"{'':34}{'sound s':>8}{'CPU s':>7}{'RTF':>6}{'partial':>14}{'commit':>14}{'fact':>14}   as expected")
    for sample in samples.samples():
        if numbers and sample.number not in numbers:
            continue
        report = hearing.replay(sample.sound, Options(visit_of(sample.visit, None)))
        metrics = report.metrics
        seconds = metrics.audio_s or 0.0
        shown = {entry.element: entry.status for entry in report.checklist}
        right = sum(shown[element] == status for element, status in sample.expected.checklist.items())
        print(
            f"{sample.path.stem:34}{seconds:8.1f}{metrics.compute_s:7.1f}{metrics.compute_s / seconds:6.2f}"
            f"{_pair(metrics.partial_delay_s):>14}{_pair(metrics.commit_delay_s):>14}{_pair(metrics.fact_delay_s):>14}"
            f"   {right} of {len(sample.expected.checklist)}, code {report.code.primary}"
        )


def _pair(quantiles: Quantiles) -> str:
    if quantiles.p50 is None or quantiles.p95 is None:
        return "-"
    return f"{quantiles.p50:.2f}/{quantiles.p95:.2f}"


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]])
