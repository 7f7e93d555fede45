"""Trains an embedder: questions near the provisions that govern them, sentences near their twins in other languages.

    python training/embedder.py --start DIR --pairs FILE --out DIR [--new-pieces ar=3000 --new-pieces uk=3000]

The same command after a stop goes on where it was.

1. read     pairs of `responsa training-data`; some questions are held back to be measured
2. extend   the vocabulary, where asked (vocabulary.py)
3. teach    the starting weights' own vectors of English sentences, for their twins (Reimers and Gurevych 2020)
4. train    in-batch and mined negatives (InfoNCE: van den Oord et al. 2018; Henderson et al. 2017), batch after batch
5. write    config.json, tokenizer.json, model.safetensors: what export.py takes
"""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from encoder import Encoder, fast_and_short, filled, load_encoder, mean_vectors
from loop import run
from pairs import Batch, Pair, arrange, is_distilled, is_held_back, once, read_pairs
from vocabulary import extend_tokenizer, first_vectors, learn_pieces

SCALE = 20.0
"""Inverse temperature of the softmax over cosines, as sentence-transformers trained the starting weights."""


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=Path, required=True, help="folder of the starting weights: config.json, tokenizer.json, model.safetensors")
    parser.add_argument("--pairs", type=Path, required=True, help="pairs.jsonl of `responsa training-data`")
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoint, the progress and the trained weights")
    parser.add_argument("--kinds", help="kinds of pairs to train on, comma between (default: all). Twins first, the rest from there, is the quickest way to new languages")
    parser.add_argument("--new-pieces", action="append", default=[], metavar="LANGUAGE=NUMBER", help="word pieces to learn for a language; repeatable")
    parser.add_argument("--tokenizer", type=Path, help="folder of another model made from the same starting weights, whose pieces are taken instead of learning new ones")
    parser.add_argument("--teacher-language", default="en", help="language whose vectors the starting weights are good at (default: en)")
    parser.add_argument("--repeat", action="append", default=["question=3"], metavar="KIND=TIMES", help="how often a kind of pair comes (default: question=3, others 1)")
    parser.add_argument("--mined-for", default="question,heading,definition,citation,guidance", help="kinds whose mined negatives are used; each costs one more passage in the batch (default: all)")
    parser.add_argument("--batch", type=int, default=32, help="pairs in a batch (default: 32)")
    parser.add_argument("--distilled-batch", type=int, default=64, help="twins in a batch (default: 64)")
    parser.add_argument("--pieces", type=int, default=128, help="longest text in word pieces while training (default: 128)")
    parser.add_argument("--rate", type=float, default=5e-5, help="learning rate at its highest (default: 5e-5)")
    parser.add_argument("--new-rate", type=float, default=1e-3, help="the same for vectors of new pieces, which start far from where they belong (default: 1e-3)")
    parser.add_argument("--most-steps", type=int, default=0, help="end after so many steps; 0: all (default: 0)")
    parser.add_argument("--measure-every", type=int, default=300, help="steps between two measurements on held-back questions (default: 300)")
    parser.add_argument("--hold-back", type=int, default=12, help="one question in so many is held back (default: 12)")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads(), help="processor cores (default: all)")
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


class Vectors(nn.Module):
    """The word vectors in two parts that learn at two rates: those of the starting weights, and those of new pieces."""

    def __init__(self, weights: Tensor, first_new: int):
        super().__init__()
        self.old = nn.Parameter(weights[:first_new].clone())
        self.new = nn.Parameter(weights[first_new:].clone())

    @property
    def weight(self) -> Tensor:
        return torch.cat([self.old, self.new])

    def forward(self, pieces: Tensor) -> Tensor:
        return F.embedding(pieces, self.weight)


def main() -> None:
    asked = options()
    torch.set_num_threads(asked.threads)
    torch.manual_seed(asked.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    asked.out.mkdir(parents=True, exist_ok=True)

    kinds = asked.kinds.split(",") if asked.kinds else None
    pairs = once([pair for pair in read_pairs(asked.pairs) if kinds is None or pair.kind in kinds], asked.teacher_language)
    held_back = [pair for pair in pairs if is_held_back(pair, asked.hold_back)]
    trained = [pair for pair in pairs if not is_held_back(pair, asked.hold_back)]

    encoder, tokenizer = extended(asked, trained)
    encoder.to(device)
    batches = arrange(trained, asked.teacher_language, asked.batch, asked.distilled_batch, named_numbers(asked.repeat), asked.seed)
    batches = batches[: asked.most_steps or len(batches)]
    taught = teach(asked, [pair for batch in batches if batch.distilled for pair in batch.pairs], device)
    train(asked, encoder, tokenizer, batches, taught, held_back, device)
    write(asked, encoder, tokenizer)


def named_numbers(entries: list[str]) -> dict[str, int]:
    return {name: int(number) for name, number in (entry.split("=") for entry in entries)}


def extended(asked: argparse.Namespace, pairs: list[Pair]) -> tuple[Encoder, Tokenizer]:
    """The starting weights and tokenizer with the new pieces appended. Learned from the training pairs alone, so the same again after a stop."""
    encoder = load_encoder(asked.start)
    old = read_tokenizer(asked.start)
    tokenizer = old if asked.tokenizer is None else read_tokenizer(asked.tokenizer)
    for language, number in named_numbers(asked.new_pieces).items():
        texts = [text for pair in pairs for text, tag in ((pair.query, pair.query_language), (pair.positive, pair.positive_language)) if tag == language]
        tokenizer = extend_tokenizer(tokenizer, learn_pieces(tokenizer, dict.fromkeys(texts), number))
    weights = encoder.embeddings.word_embeddings.weight.detach()
    vectors, aligned = first_vectors(old, tokenizer, weights, english_twins(pairs, asked.teacher_language))
    print(f"vocabulary {len(weights)} -> {len(vectors)}, first vectors of {aligned} by alignment", flush=True)
    encoder.embeddings.word_embeddings = Vectors(vectors, len(weights))
    return encoder, tokenizer


def read_tokenizer(folder: Path) -> Tokenizer:
    """The folder's tokenizer without the padding and cutting that were saved with it: batches are filled and cut here."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def english_twins(pairs: list[Pair], language: str) -> list[tuple[str, str]]:
    return [(pair.query, pair.positive) for pair in pairs if pair.kind == "twin-sentence" and is_distilled(pair, language)]


def teach(asked: argparse.Namespace, pairs: list[Pair], device: str) -> dict[str, Tensor]:
    """Text in the teacher's language -> its vector by the starting weights. Kept in a file: after a stop it is read."""
    path = asked.out / "taught.pt"
    texts = sorted({pair.positive for pair in pairs}, key=lambda text: (len(text), text))
    if path.exists():
        kept = torch.load(path, weights_only=True)
        if list(kept) == texts:
            return kept
    teacher = load_encoder(asked.start).to(device).eval()
    pieces = Pieces(read_tokenizer(asked.start), asked.pieces, texts)
    taught: dict[str, Tensor] = {}
    with torch.no_grad():
        for start in range(0, len(texts), 64):
            some = texts[start : start + 64]
            taught |= dict(zip(some, embed(teacher, pieces, some, device).cpu()))
    torch.save(taught, path)
    print(f"taught {len(taught)} texts", flush=True)
    return taught


class Pieces:
    """Texts -> their word pieces, cut at `longest`. All texts of a training are cut once, before it: a graphics card would wait for it at each step."""

    def __init__(self, tokenizer: Tokenizer, longest: int, texts: Iterable[str] = ()):
        self._tokenizer = tokenizer
        self._longest = longest
        self._known: dict[str, np.ndarray] = {}
        self._learn(texts)

    def of(self, texts: list[str]) -> list[np.ndarray]:
        self._learn(text for text in texts if text not in self._known)
        return [self._known[text] for text in texts]

    def _learn(self, texts: Iterable[str]) -> None:
        self._tokenizer.enable_truncation(self._longest)
        new = list(dict.fromkeys(texts))
        for start in range(0, len(new), 10_000):
            some = new[start : start + 10_000]
            self._known |= {text: np.array(encoded.ids, dtype=np.int32) for text, encoded in zip(some, self._tokenizer.encode_batch(some))}


def embed(encoder: Encoder, pieces: Pieces, texts: list[str], device: str) -> Tensor:
    """Unit vectors [texts, hidden]."""
    cut = pieces.of(texts)
    rows = filled(cut, 0, device)
    mask = filled([np.ones(len(row), dtype=np.int64) for row in cut], 0, device)
    with fast_and_short(device):
        states = encoder(rows, mask, torch.zeros_like(rows))
    return mean_vectors(states.float(), mask)


def train(asked: argparse.Namespace, encoder: Encoder, tokenizer: Tokenizer, batches: list[Batch], taught: dict[str, Tensor], held_back: list[Pair], device: str) -> None:
    new = [encoder.embeddings.word_embeddings.new]
    old = [parameter for parameter in encoder.parameters() if parameter is not new[0]]
    pieces = Pieces(tokenizer, asked.pieces, (text for batch in batches for pair in batch.pairs for text in (pair.query, pair.positive, *pair.negatives)))

    def lose(step: int) -> tuple[Tensor, dict[str, float]]:
        batch = batches[step]
        loss = distilled_loss(encoder, pieces, batch, taught, step, device) if batch.distilled else contrastive_loss(asked, encoder, pieces, batch, step, device)
        return loss, {"twins" if batch.distilled else "pairs": loss.item()}

    run(asked, encoder, [(old, asked.rate), (new, asked.new_rate)], len(batches), lose, lambda: measure(encoder, pieces, held_back, device))


def contrastive_loss(asked: argparse.Namespace, encoder: Encoder, pieces: Pieces, batch: Batch, step: int, device: str) -> Tensor:
    """Each query against all positives of the batch and one mined negative per query, which changes from one time to the next."""
    queries = embed(encoder, pieces, [pair.query for pair in batch.pairs], device)
    mined = batch.pairs[0].kind in asked.mined_for.split(",")
    negatives = [pair.negatives[step % len(pair.negatives)] for pair in batch.pairs if mined and pair.negatives]
    passages = embed(encoder, pieces, [pair.positive for pair in batch.pairs] + negatives, device)
    scores = queries @ passages.T * SCALE
    # Another pair with the same answer is no negative, mined or not.
    wholes = [pair.positive for pair in batch.pairs] + negatives
    same = alike([pair.positive for pair in batch.pairs], wholes, device)
    same[:, : len(batch.pairs)] |= alike([pair.positive_source for pair in batch.pairs], None, device) | alike([pair.query for pair in batch.pairs], None, device)
    same.fill_diagonal_(False)
    return F.cross_entropy(scores.masked_fill(same, -1e4), torch.arange(len(batch.pairs), device=device))


def alike(ones: list[str], others: list[str] | None, device: str) -> Tensor:
    """[ones, others]: whether they are the same text; `others` None: the ones again."""
    numbers = {text: number for number, text in enumerate(dict.fromkeys([*ones, *(others or [])]))}
    left = torch.tensor([numbers[text] for text in ones], device=device)
    right = left if others is None else torch.tensor([numbers[text] for text in others], device=device)
    return left.unsqueeze(1) == right.unsqueeze(0)


def distilled_loss(encoder: Encoder, pieces: Pieces, batch: Batch, taught: dict[str, Tensor], step: int, device: str) -> Tensor:
    """Each text to the teacher's vector of its twin, and nearer to it than to the twins of the others. Each third time the teacher's own language, lest it drift."""
    vectors = embed(encoder, pieces, [pair.positive if step % 3 == 0 else pair.query for pair in batch.pairs], device)
    aims = torch.stack([taught[pair.positive] for pair in batch.pairs]).to(device)
    same = alike([pair.positive for pair in batch.pairs], None, device).fill_diagonal_(False)
    scores = (vectors @ aims.T * SCALE).masked_fill(same, -1e4)
    return F.cross_entropy(scores, torch.arange(len(batch.pairs), device=device)) + (1 - (vectors * aims).sum(1)).mean()


def measure(encoder: Encoder, pieces: Pieces, held_back: list[Pair], device: str) -> dict[str, float]:
    """Mean reciprocal rank of the right text among the texts of all held-back questions of the same two languages."""
    figures: dict[str, float] = {}
    encoder.eval()
    with torch.no_grad():
        for languages in sorted({(pair.query_language, pair.positive_language) for pair in held_back}):
            some = [pair for pair in held_back if (pair.query_language, pair.positive_language) == languages][:200]
            texts = sorted({pair.positive for pair in some}, key=len)
            if len(texts) < 10:
                continue
            passages = torch.cat([embed(encoder, pieces, texts[start : start + 32], device) for start in range(0, len(texts), 32)])
            scores = embed(encoder, pieces, [pair.query for pair in some], device) @ passages.T
            right = scores[torch.arange(len(some)), torch.tensor([texts.index(pair.positive) for pair in some], device=device)]
            figures[f"{languages[0]} over {languages[1]}"] = (1 / (scores > right.unsqueeze(1)).sum(1).add(1)).mean().item()
    return figures


def write(asked: argparse.Namespace, encoder: Encoder, tokenizer: Tokenizer) -> None:
    weights = {name: value.detach().cpu().contiguous() for name, value in encoder.state_dict().items() if ".word_embeddings." not in name}
    weights["embeddings.word_embeddings.weight"] = encoder.embeddings.word_embeddings.weight.detach().cpu().contiguous()
    save_file(weights, str(asked.out / "model.safetensors"))
    config = json.loads((asked.start / "config.json").read_text(encoding="utf-8"))
    (asked.out / "config.json").write_text(json.dumps(config | {"vocab_size": tokenizer.get_vocab_size()}, indent=2) + "\n", encoding="utf-8")
    tokenizer.no_truncation()
    tokenizer.save(str(asked.out / "tokenizer.json"))
    print(f"written to {asked.out}", flush=True)


if __name__ == "__main__":
    main()
