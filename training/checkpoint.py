"""A training that is stopped, by kill -9 too, goes on where it was: one file, written beside and renamed, holds all that the next step needs."""

import json
import os
import signal
from pathlib import Path

import torch


def save(folder: Path, state: dict) -> None:
    """Writes `checkpoint.pt` whole or not at all."""
    beside = folder / "checkpoint.pt.part"
    with open(beside, "wb") as file:
        torch.save(state, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, folder / "checkpoint.pt")


def load(folder: Path, settings: dict) -> dict | None:
    """What `save` wrote, or None at the first start. Raises ValueError when it was made with other settings: its steps would not be these."""
    path = folder / "checkpoint.pt"
    if not path.exists():
        return None
    state = torch.load(path, weights_only=True)
    if json.loads(state["settings"]) != settings:
        raise ValueError(f"{path} was made with other settings. Expected the same as now; give another --out, or remove the folder to begin anew.")
    return state


def asked_to_stop() -> "list[int]":
    """A list that holds the signal once an interrupt or a termination came: the loop saves and ends."""
    came: list[int] = []
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda number, _frame: came.append(number))
    return came


class Progress:
    """Lines of JSON in `progress.jsonl` (cut back to the step resumed from) and `progress.png`, drawn from them."""

    def __init__(self, folder: Path, step: int):
        self.path = folder / "progress.jsonl"
        lines = self.path.read_text(encoding="utf-8").splitlines() if self.path.exists() else []
        self.entries = [entry for entry in map(json.loads, lines) if entry["step"] <= step]
        self.path.write_text("".join(json.dumps(entry) + "\n" for entry in self.entries), encoding="utf-8")

    def add(self, entry: dict) -> None:
        self.entries.append(entry)
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")
        print(" ".join(f"{name} {value:.4g}" if isinstance(value, float) else f"{name} {value}" for name, value in entry.items()), flush=True)

    def draw(self) -> None:
        """Losses above, figures on held-back questions below."""
        import matplotlib

        matplotlib.use("Agg")
        from matplotlib import pyplot

        figure, (above, below) = pyplot.subplots(2, 1, sharex=True, figsize=(9, 7))
        for axis, part in ((above, "loss "), (below, "held back ")):
            for name in sorted({name for entry in self.entries for name in entry if name.startswith(part)}):
                points = [(entry["step"], entry[name]) for entry in self.entries if name in entry]
                axis.plot(*zip(*points), label=name.removeprefix(part))
            axis.set_ylabel(part)
            if axis.lines:
                axis.legend(fontsize=7)
        below.set_xlabel("step")
        figure.tight_layout()
        figure.savefig(self.path.with_suffix(".png"), dpi=90)
        pyplot.close(figure)
