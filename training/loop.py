"""The loop that both trainings run: a step, a line of progress, now and then a measurement and a checkpoint, until all steps are done or a stop is asked for."""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable

import torch
from torch import Tensor, nn

import checkpoint

REPORT_EVERY, KEEP_EVERY = 50, 100
"""Steps between two lines of progress, and between two checkpoints."""


def run(
    asked: argparse.Namespace, model: nn.Module, rates: list[tuple[list[nn.Parameter], float]], steps: int,
    lose: Callable[[int], tuple[Tensor, dict[str, float]]], measure: Callable[[], dict[str, float]],
) -> None:
    """Trains `model` from its checkpoint on. The rate of each group of parameters rises over the first twentieth of the steps and falls to nearly nothing.

    `lose`: the loss of a step, and what it is made of by name; what is random in it must follow from the step alone, for a training that was stopped to
    end as one that was not. `measure`: figures on held-back questions by name. Raises ArithmeticError when a loss is no number, SystemExit after a stop.
    """
    optimiser = torch.optim.AdamW([{"params": parameters, "lr": rate} for parameters, rate in rates], weight_decay=0.01)
    warm = max(1, steps // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min((step + 1) / warm, max(0.02, (steps - step) / (steps - warm + 1))))
    settings = {name: str(value) for name, value in vars(asked).items() if name not in ("threads", "measure_every", "out")}
    kept, step = checkpoint.load(asked.out, settings), 0
    if kept is not None:
        model.load_state_dict(kept["model"])
        optimiser.load_state_dict(kept["optimiser"])
        schedule.load_state_dict(kept["schedule"])
        step = kept["step"]
        print(f"going on from step {step} of {steps}", flush=True)
    progress, stop, began, since = checkpoint.Progress(asked.out, step), checkpoint.asked_to_stop(), time.monotonic(), step
    losses: dict[str, list[float]] = defaultdict(list)
    measured = lambda: {f"held back {name}": value for name, value in measure().items()}
    if step == 0:
        progress.add({"step": 0, **measured()})
    model.train()
    while step < steps:
        loss, parts = lose(step)
        if not torch.isfinite(loss):
            raise ArithmeticError(f"the loss at step {step} is {loss.item()}: a lower --rate than {asked.rate} is needed")
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        step += 1
        for name, value in parts.items():
            losses[f"loss {name}"].append(value)
        if step % REPORT_EVERY == 0:
            left = (time.monotonic() - began) / (step - since) * (steps - step)
            progress.add({"step": step, "of": steps, "minutes left": left / 60} | {name: sum(some) / len(some) for name, some in losses.items()})
            losses.clear()
        if step % asked.measure_every == 0 or step == steps:
            progress.add({"step": step, **measured()})
            progress.draw()
            model.train()
        if step % KEEP_EVERY == 0 or step == steps or stop:
            checkpoint.save(asked.out, {
                "settings": json.dumps(settings), "step": step, "model": model.state_dict(), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict(),
            })
        if stop:
            raise SystemExit(f"stopped at step {step} of {steps}; the same command goes on from here")
