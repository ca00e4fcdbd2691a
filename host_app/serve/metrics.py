"""What the server measures: for Prometheus, and for the page. Both read the same figures."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from lutcore.host_app.serve.answer import Answer
from lutcore.host_app.serve.served import Served

CONTENT_TYPE = CONTENT_TYPE_LATEST
BUCKETS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300)        # seconds

COUNTERS = {                            # fields of Totals, and what they count
    "prompt_tokens":    "Tokens of prompts that the model read.",
    "cached_tokens":    "Tokens of prompts that a slot held already.",
    "generated_tokens": "Tokens generated.",
    "finished":         "Answers that ended.",
    "cancelled":        "Answers whose client went away.",
    "failed":           "Answers that ended with an error.",
    "moved":            "Answers that went on with another device.",
    "steps":            "Steps of the model.",
    "rows":             "Rows of all steps.",
    "step_seconds":     "Seconds of all steps.",
}


class Latency:
    """Seconds to the first token, and to the end, of answers that were completed."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._first, self._whole = (
            Histogram(f"lutcore_{name}_seconds", text, ("model",), buckets=BUCKETS,
                      registry=self.registry)
            for name, text in (("first_token", "Seconds from a request to its first token."),
                               ("answer", "Seconds from a request to the end of its answer.")))

    def observe(self, model: str, answer: Answer) -> None:
        """Count an answer that has ended just now."""
        if answer.first is not None:
            self._first.labels(model).observe(answer.first - answer.arrived)
        self._whole.labels(model).observe(time.monotonic() - answer.arrived)


def snapshot(models: Sequence[Served]) -> dict[str, Any]:
    """Return the facts and figures of all models, for JSON."""
    return {"time": time.time(), "models": [_figures(served) for served in models]}


def _figures(served: Served) -> dict[str, Any]:
    with served.pool.lock:
        totals = asdict(served.pool.totals)
    fmt = served.data.format
    return {
        "model": served.name, "weights": "float32" if fmt is None else fmt.name,
        "layers": served.data.config.num_hidden_layers,
        "hidden": served.data.config.hidden_size,
        "vocabulary": served.data.config.vocab_size,
        "context": served.context,
        "chat": served.data.chat is not None,
        "waiting": served.pool.waiting,
        "totals": totals,
        "devices": [worker.figures() for worker in served.workers],
    }


def exposition(models: Sequence[Served], latency: Latency) -> bytes:
    """Return everything in Prometheus' format."""
    registry = CollectorRegistry()
    registry.register(_Collector(snapshot(models)))
    return generate_latest(registry) + generate_latest(latency.registry)


class _Collector:
    """The figures of a snapshot as metrics."""

    def __init__(self, taken: dict[str, Any]) -> None:
        self._taken = taken

    def collect(self) -> Iterator[Metric]:
        models = self._taken["models"]
        for name, text in COUNTERS.items():
            counter = CounterMetricFamily(f"lutcore_{name}", text, labels=["model"])
            for figures in models:
                counter.add_metric([figures["model"]], figures["totals"][name])
            yield counter
        waiting = GaugeMetricFamily("lutcore_waiting", "Answers in the queue.", labels=["model"])
        for figures in models:
            waiting.add_metric([figures["model"]], figures["waiting"])
        yield waiting
        gauges = {name: GaugeMetricFamily(f"lutcore_{name}", text, labels=["model", "device"])
                  for name, text in (("up", "Whether the device answers."),
                                     ("running", "Answers that have a slot."),
                                     ("slots", "Answers that can have one."),
                                     ("cache_bytes", "Memory of cached keys and values."))}
        parts = CounterMetricFamily("lutcore_part_seconds", "Seconds of steps by part.",
                                    labels=["model", "device", "part"])
        words = CounterMetricFamily("lutcore_stream_words", "16-byte words of weights streamed.",
                                    labels=["model", "device"])
        cycles = CounterMetricFamily("lutcore_engine_cycles", "Cycles of the engine, by use.",
                                     labels=["model", "device", "use"])
        for figures in models:
            for device in figures["devices"]:
                labels = [figures["model"], device["name"]]
                for name, gauge in gauges.items():
                    gauge.add_metric(labels, device[name])
                for part, seconds in device["parts"].items():
                    parts.add_metric([*labels, part], seconds)
                engine = device["engine"]
                if engine:
                    words.add_metric(labels, engine["stream_words"])
                    stalls = engine["stall_cycles"]
                    cycles.add_metric([*labels, "streaming"],
                                      engine["cycles"] - sum(stalls.values()))
                    for cause, count in stalls.items():
                        cycles.add_metric([*labels, f"stall_{cause}"], count)
        yield from (*gauges.values(), parts, words, cycles)
