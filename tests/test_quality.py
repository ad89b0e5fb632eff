"""Quality on the development data does not fall below the pinned floors."""

from __future__ import annotations

import pytest

from bench import quality


@pytest.mark.parametrize("task", [b.task for b in quality.BENCHES])
def test_floors_hold(task: str) -> None:
    if not quality.present():
        pytest.skip("the development data (../shared/bench) is not beside the project")
    bench = next(b for b in quality.BENCHES if b.task == task)
    known = quality.floors().get(task, {})
    if known.get("fingerprint") != quality.fingerprint(bench.path):
        pytest.skip("the development data is not what the floors were pinned on")
    figures = quality.score(bench)
    for metric in bench.metrics:
        assert quality.figure(figures, metric) >= known[metric], metric


def test_every_bench_is_pinned() -> None:
    assert set(quality.floors()) >= {b.task for b in quality.BENCHES}
    for bench in quality.BENCHES:
        assert set(quality.floors()[bench.task]) == {"fingerprint", *bench.metrics}
