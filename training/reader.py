"""Trains a reader: which sentences of a window answer the question, and does the window answer it at all.

    python training/reader.py --start DIR --reading FILE --out DIR

1. read     reading examples of `responsa training-data`; some questions are held back to be measured
2. train    one pass over question and window: a score per sentence (the mean of its pieces' scores) and one for the window
3. choose   how far below the best sentence one may stand, and when a page answers, on the held-back questions
4. write    config.json, tokenizer.json, model.safetensors, reading.json: what export.py takes

A window is [CLS] question [SEP] sentence sentence … [SEP]; types 0 up to the first [SEP], then 1. The program builds the same (src/models).
"""

import argparse
import json
import random
from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from embedder import read_tokenizer
from encoder import Encoder, fast_and_short, filled, load_encoder
from loop import run

QUESTION_PIECES = 64
WINDOW_PIECES = 384


@dataclass(frozen=True)
class Example:
    kind: str
    question: str
    language: str
    sentences: tuple[str, ...]
    answers: frozenset[int]
    source: str
    window: str
    """answer, same-text, unanswered: of the page the question was written for. other-text: of another that looks like it."""


@dataclass(frozen=True)
class Window:
    """Pieces and, for each, the number of its sentence in the example; -1 for question and marks."""

    pieces: np.ndarray
    types: np.ndarray
    owner: np.ndarray
    example: Example


class Reader(nn.Module):
    """Pieces [batch, length] -> scores of pieces [batch, length], scores of windows [batch]; both logits.

    A piece is scored by itself and against the question: the starting weights are an embedder's, to whom what is alike points alike.
    """

    def __init__(self, encoder: Encoder):
        super().__init__()
        width = encoder.shape.hidden_size
        self.encoder = encoder
        self.sentence = nn.Linear(width, 1)
        self.asked = nn.Linear(width, width, bias=False)
        self.answers = nn.Linear(width * 3, 1)
        nn.init.eye_(self.asked.weight)

    def forward(self, pieces: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, Tensor]:
        states = self.encoder(pieces, mask, types).to(torch.float32)
        inside = (types * mask).to(states.dtype)
        outside = ((1 - types) * mask).to(states.dtype).unsqueeze(-1)
        question = (states * outside).sum(1) / outside.sum(1)
        scores = self.sentence(states).squeeze(-1) + (states * self.asked(question).unsqueeze(1)).sum(-1) / states.shape[-1] ** 0.5
        # The first piece sees the whole; the strongest pieces of the window say whether anything in it answers.
        weight = torch.softmax(scores.masked_fill(inside == 0, -1e4), dim=-1).unsqueeze(-1)
        best = (states * weight).sum(1)
        return scores, self.answers(torch.cat([states[:, 0], best, best * question], dim=-1)).squeeze(-1)


def load_reader(folder: Path, dropout: float = 0.0) -> Reader:
    """Of a reader's folder, or of an embedder's: then both heads are new."""
    reader = Reader(load_encoder(folder, dropout))
    if (folder / "heads.safetensors").exists():
        heads = load_file(folder / "heads.safetensors")
        reader.load_state_dict(heads, strict=False)
    return reader


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=Path, required=True, help="folder of the starting weights: a trained embedder, or a reader that is to be trained further")
    parser.add_argument("--reading", type=Path, required=True, help="reading.jsonl of `responsa training-data`")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--kinds", help="kinds of examples to train on, comma between: question, heading (default: all)")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--share", action="append", default=["question=1", "heading=1"], metavar="KIND=SHARE", help="share of a kind's examples taken in each epoch, others each time; 2: each twice (default: 1)")
    parser.add_argument("--other-share", type=float, default=0.3, help="the same for windows of other texts: they are many and easy (default: 0.3)")
    parser.add_argument("--pieces-per-batch", type=int, default=3072, help="window pieces in a batch (default: 3072)")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--beside", type=float, default=0.3, help="weight of telling the sentences of a window apart, beside judging each by itself (default: 0.3)")
    parser.add_argument("--hold-back", type=int, default=8, help="one question in so many is held back (default: 8)")
    parser.add_argument("--held", type=int, default=0, help="which of these: with 0 to 7 of 8 each question is held back once (default: 0)")
    parser.add_argument("--measure-every", type=int, default=300)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


def main() -> None:
    asked = options()
    torch.set_num_threads(asked.threads)
    torch.manual_seed(asked.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    asked.out.mkdir(parents=True, exist_ok=True)
    tokenizer = read_tokenizer(asked.start)
    windows = [window for example in read_examples(asked.reading, asked.kinds.split(",") if asked.kinds else None) if (window := cut(example, tokenizer)) is not None]
    held_back = [window for window in windows if is_held_back(window.example, asked)]
    trained = [window for window in windows if not is_held_back(window.example, asked)]
    reader = load_reader(asked.start, dropout=0.1).to(device)
    train(asked, reader, arrange(trained, asked), held_back, device)
    thresholds = choose(reader, held_back, device)
    write(asked, reader, tokenizer, thresholds)


def read_examples(path: Path, kinds: list[str] | None) -> list[Example]:
    """Examples of the kinds named, or all. Raises ValueError with the line's number where a line is not as `training-data` writes it."""
    examples = []
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                if kinds is not None and row["kind"] not in kinds:
                    continue
                examples.append(Example(row["kind"], row["question"], row["language"], tuple(row["sentences"]), frozenset(row["answers"]), row["source"], row["window"]))
            except (KeyError, TypeError, json.JSONDecodeError) as error:
                raise ValueError(f"{path}, line {number}: not a reading example as `responsa training-data` writes it ({error!r}). Make the file anew.") from error
    return examples


def is_held_back(example: Example, asked: argparse.Namespace) -> bool:
    """By the source, so that all windows and languages of a question are held back together."""
    return int(sha256(example.source.encode()).hexdigest()[:8], 16) % asked.hold_back == asked.held


def cut(example: Example, tokenizer: Tokenizer) -> Window | None:
    """As much of the example as a window holds; None when not even one sentence fits."""
    first, last = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    question = tokenizer.encode(example.question, add_special_tokens=False).ids[:QUESTION_PIECES]
    pieces, owner = [first, *question, last], [-1] * (len(question) + 2)
    head = len(pieces)
    for number, encoded in enumerate(tokenizer.encode_batch(list(example.sentences), add_special_tokens=False)):
        ids = encoded.ids[: WINDOW_PIECES - 1 - len(pieces)]
        pieces += ids
        owner += [number] * len(ids)
    if len(pieces) == head:
        return None
    pieces.append(last)
    owner.append(-1)
    return Window(np.array(pieces, dtype=np.int32), np.array([0] * head + [1] * (len(pieces) - head), dtype=np.int32), np.array(owner, dtype=np.int32), example)


def arrange(windows: list[Window], asked: argparse.Namespace) -> list[list[Window]]:
    """All batches of all epochs, in order: windows of like length together."""
    chance = random.Random(asked.seed)
    shares = {kind: float(share) for kind, share in (entry.split("=") for entry in asked.share)}
    share = lambda window: asked.other_share if window.example.window == "other-text" else shares[window.example.kind]
    batches = []
    for _ in range(asked.epochs):
        some = [window for window in windows for _ in range(int(share(window) + chance.random()))]
        chance.shuffle(some)
        stretches = [sorted(some[start : start + 256], key=lambda window: len(window.pieces)) for start in range(0, len(some), 256)]
        epoch, batch = [], []
        for window in (window for stretch in stretches for window in stretch):
            if batch and (len(batch) + 1) * max(len(window.pieces), len(batch[-1].pieces)) > asked.pieces_per_batch:
                epoch.append(batch)
                batch = []
            batch.append(window)
        epoch.append(batch)
        chance.shuffle(epoch)
        batches += epoch
    return batches


def score(reader: Reader, windows: list[Window], device: str) -> tuple[Tensor, Tensor]:
    """[windows, most sentences]: the mean over the pieces of each sentence, NaN where the window holds none of it; and the score of each window."""
    pieces = filled([window.pieces for window in windows], 0, device)
    mask = filled([np.ones(len(window.pieces), dtype=np.int64) for window in windows], 0, device)
    types = filled([window.types for window in windows], 0, device)
    owner = filled([window.owner for window in windows], -1, device)
    with fast_and_short(device):
        scores, answers = reader(pieces, mask, types)
    scores, most = scores.float(), max(len(window.example.sentences) for window in windows)
    inside = owner >= 0
    place = (owner + torch.arange(len(windows), device=device).unsqueeze(1) * most)[inside]
    sums = torch.zeros(len(windows) * most, device=device).index_add(0, place, scores[inside])
    counts = torch.zeros(len(windows) * most, device=device).index_add(0, place, torch.ones_like(scores[inside]))
    return (sums / counts).view(len(windows), most), answers.float()


def loss_of(reader: Reader, windows: list[Window], device: str) -> tuple[Tensor, Tensor, Tensor]:
    """Of sentences each by itself, of sentences beside each other (both over windows that answer above all), and of windows, over all."""
    scores, answers = score(reader, windows, device)
    there = ~scores.isnan()
    gold = torch.zeros_like(scores)
    for row, window in enumerate(windows):
        gold[row, sorted(window.example.answers)] = 1
    gold = gold * there
    scores = scores.nan_to_num()
    each = (F.binary_cross_entropy_with_logits(scores, gold, reduction="none") * there).sum(1) / there.sum(1)
    answering = torch.tensor([bool(window.example.answers) for window in windows], device=device)
    # Windows without an answer teach the sentences too, but less: there are more of them and they are easy.
    alone = (each * torch.where(answering, 1.0, 0.3)).mean()
    # Which of the sentences of a window: that is how they are chosen.
    share = torch.log_softmax(scores.masked_fill(~there, -1e4), dim=1)
    beside = -(share * gold).sum(1) / gold.sum(1).clamp(min=1)
    return alone, beside.sum() / (gold.sum(1) > 0).sum().clamp(min=1), F.binary_cross_entropy_with_logits(answers, answering.float())


def train(asked: argparse.Namespace, reader: Reader, batches: list[list[Window]], held_back: list[Window], device: str) -> None:
    words = reader.encoder.embeddings.word_embeddings.weight
    heads = [*reader.sentence.parameters(), *reader.answers.parameters()]
    rest = [*reader.asked.parameters(), *(parameter for parameter in reader.encoder.parameters() if parameter is not words)]

    def lose(step: int) -> tuple[Tensor, dict[str, float]]:
        # Dropout draws by the step.
        torch.manual_seed(asked.seed * 1_000_003 + step)
        sentences, beside, windows = loss_of(reader, batches[step], device)
        return sentences + asked.beside * beside + 0.5 * windows, {"sentences": sentences.item(), "beside": beside.item(), "windows": windows.item()}

    measure = lambda: {name: value for name, value in choose(reader, held_back, device).items() if "F1" in name}
    run(asked, reader, [(rest, asked.rate), ([words], asked.rate / 2), (heads, asked.rate * 10)], len(batches), lose, measure)


def choose(reader: Reader, held_back: list[Window], device: str) -> dict[str, float]:
    """How far below the best sentence of its page a sentence may stand, and the threshold of pages, at which F1 is best over the held-back questions; and these F1."""
    # What is asked of a reader is to judge the page it is given. Headings are for learning: they count where there are no questions.
    asked = [window for window in held_back if window.example.window != "other-text"]
    asked = [window for window in asked if window.example.kind == "question"] or asked
    pages: dict[tuple[str, str], list[tuple[list[float], float, Window]]] = defaultdict(list)
    reader.eval()
    with torch.no_grad():
        for some in (asked[start : start + 32] for start in range(0, len(asked), 32)):
            scores, answers = score(reader, some, device)
            for window, row, answer in zip(some, scores.tolist(), answers.tolist()):
                pages[window.example.question, window.example.language].append((row[: len(window.example.sentences)], answer, window))
    answered = [page for page in pages.values() if any(window.example.answers for _, _, window in page)]
    margins, thresholds = [step / 4 for step in range(1, 33)], [step / 4 for step in range(-32, 33)]
    by_margin = {margin: sentence_f1(answered, margin) for margin in margins}
    best = [(max(answers for _, answers, _ in page), any(window.example.answers for _, _, window in page)) for page in pages.values()]
    by_page = {threshold: refusal_f1(best, threshold) for threshold in thresholds}
    margin, page = max(margins, key=by_margin.__getitem__), max(thresholds, key=by_page.__getitem__)
    return {"sentenceMargin": margin, "answerThreshold": page, "sentence F1": by_margin[margin], "no answer F1": by_page[page]}


def sentence_f1(pages: list, margin: float) -> float:
    """F1 of the means of precision and recall over pages, as `responsa evaluate --reading` computes it; a sentence in two windows counts in both."""
    precisions, recalls = [], []
    for page in pages:
        best = max(score for scores, _, _ in page for score in scores if score == score)
        chosen = {(at, number) for at, (scores, _, _) in enumerate(page) for number, score in enumerate(scores) if score >= best - margin}
        gold = {(at, number) for at, (_, _, window) in enumerate(page) for number in window.example.answers}
        right = len(chosen & gold)
        precisions.append(right / len(chosen))
        recalls.append(right / len(gold))
    precision, recall = sum(precisions) / max(1, len(precisions)), sum(recalls) / max(1, len(recalls))
    return 2 * precision * recall / max(1e-9, precision + recall)


def refusal_f1(pages: list[tuple[float, bool]], threshold: float) -> float:
    refused = sum(score <= threshold for score, _ in pages)
    right = sum(score <= threshold and not answered for score, answered in pages)
    return 2 * right / max(1, refused + sum(not answered for _, answered in pages))


def write(asked: argparse.Namespace, reader: Reader, tokenizer: Tokenizer, thresholds: dict[str, float]) -> None:
    save_file({name: value.detach().cpu().contiguous() for name, value in reader.encoder.state_dict().items()}, str(asked.out / "model.safetensors"))
    heads = {name: value.detach().cpu().contiguous() for name, value in reader.state_dict().items() if not name.startswith("encoder.")}
    save_file(heads, str(asked.out / "heads.safetensors"))
    (asked.out / "config.json").write_text((asked.start / "config.json").read_text(encoding="utf-8"), encoding="utf-8")
    tokenizer.save(str(asked.out / "tokenizer.json"))
    kept = {name: thresholds[name] for name in ("sentenceMargin", "answerThreshold")}
    (asked.out / "reading.json").write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(thresholds), flush=True)


if __name__ == "__main__":
    main()
