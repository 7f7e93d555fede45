"""pairs.jsonl of `responsa training-data` -> batches, in an order that a seed decides."""

import json
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True)
class Pair:
    kind: str
    query: str
    query_language: str
    positive: str
    positive_language: str
    negatives: tuple[str, ...]
    source: str
    positive_source: str


@dataclass(frozen=True)
class Batch:
    """Pairs of one kind and one pair of languages: only among their like are the others in the batch hard to tell apart."""

    distilled: bool
    pairs: tuple[Pair, ...]


def read_pairs(path: Path) -> Iterator[Pair]:
    """Raises ValueError with the line's number where a line is not as `training-data` writes it."""
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                yield Pair(
                    row["kind"], row["query"], row["queryLanguage"], row["positive"], row["positiveLanguage"],
                    tuple(row["negatives"]), row["source"], row["positiveSource"],
                )
            except (KeyError, TypeError, json.JSONDecodeError) as error:
                raise ValueError(f"{path}, line {number}: not a pair as `responsa training-data` writes it ({error!r}). Make the file anew.") from error


def is_held_back(pair: Pair, one_in: int) -> bool:
    """One question in `one_in` is never trained on. By the question's source, so that its other languages are held back with it."""
    return pair.kind == "question" and int(sha256(pair.source.encode()).hexdigest()[:8], 16) % one_in == 0


def is_distilled(pair: Pair, teacher_language: str) -> bool:
    """Twins of which one side is in the teacher's language teach by its vector; all others by what stands beside them in the batch."""
    return pair.kind in ("twin", "twin-sentence") and teacher_language in (pair.query_language, pair.positive_language)


def once(pairs: list[Pair], teacher_language: str) -> list[Pair]:
    """The file has twins in both directions; for the teacher's vector both are the same lesson: that towards the teacher's language stays."""
    return [pair for pair in pairs if not is_distilled(pair, teacher_language) or pair.positive_language == teacher_language]


def arrange(pairs: list[Pair], teacher_language: str, size: int, distilled_size: int, repeats: dict[str, int], seed: int) -> list[Batch]:
    """All batches of a training, in order. A kind named in `repeats` comes that many times, shuffled anew each time."""
    groups: dict[tuple, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.kind, pair.query_language, pair.positive_language].append(pair)
    chance = random.Random(seed)
    batches: list[Batch] = []
    for key in sorted(groups):
        for _ in range(repeats.get(key[0], 1)):
            batches += _cut(groups[key], teacher_language, size, distilled_size, chance)
    chance.shuffle(batches)
    return batches


def _cut(group: list[Pair], teacher_language: str, size: int, distilled_size: int, chance: random.Random) -> list[Batch]:
    shuffled = chance.sample(group, len(group))
    distilled = is_distilled(group[0], teacher_language)
    wanted = distilled_size if distilled else size
    # Texts of like length together, within stretches of eight batches: less filling, and still a chance who meets whom.
    stretches = [shuffled[start : start + wanted * 8] for start in range(0, len(shuffled), wanted * 8)]
    ordered = [pair for stretch in stretches for pair in sorted(stretch, key=lambda pair: len(pair.positive))]
    cut = [tuple(ordered[start : start + wanted]) for start in range(0, len(ordered), wanted)]
    # A batch of one or two pairs has nothing to tell apart.
    return [Batch(distilled, batch) for batch in cut if distilled or len(batch) >= 4]
