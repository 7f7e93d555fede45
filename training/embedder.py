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
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from encoder import Encoder, load_encoder, mean_vectors
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
    old = tokenizer = read_tokenizer(asked.start)
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
    tokenizer = read_tokenizer(asked.start)
    taught: dict[str, Tensor] = {}
    with torch.no_grad():
        for start in range(0, len(texts), 64):
            some = texts[start : start + 64]
            taught |= dict(zip(some, embed(teacher, tokenizer, some, asked.pieces, device).cpu()))
    torch.save(taught, path)
    print(f"taught {len(taught)} texts", flush=True)
    return taught


def embed(encoder: Encoder, tokenizer: Tokenizer, texts: list[str], pieces: int, device: str) -> Tensor:
    """Unit vectors [texts, hidden]."""
    tokenizer.enable_truncation(pieces)
    encoded = [entry.ids for entry in tokenizer.encode_batch(texts)]
    longest = max(map(len, encoded))
    rows = torch.tensor([ids + [0] * (longest - len(ids)) for ids in encoded], device=device)
    mask = torch.tensor([[1] * len(ids) + [0] * (longest - len(ids)) for ids in encoded], device=device)
    return mean_vectors(encoder(rows, mask, torch.zeros_like(rows)), mask)


def train(asked: argparse.Namespace, encoder: Encoder, tokenizer: Tokenizer, batches: list[Batch], taught: dict[str, Tensor], held_back: list[Pair], device: str) -> None:
    new = [encoder.embeddings.word_embeddings.new]
    old = [parameter for parameter in encoder.parameters() if parameter is not new[0]]

    def lose(step: int) -> tuple[Tensor, dict[str, float]]:
        batch = batches[step]
        loss = distilled_loss(asked, encoder, tokenizer, batch, taught, step, device) if batch.distilled else contrastive_loss(asked, encoder, tokenizer, batch, step, device)
        return loss, {"twins" if batch.distilled else "pairs": loss.item()}

    run(asked, encoder, [(old, asked.rate), (new, asked.new_rate)], len(batches), lose, lambda: measure(encoder, tokenizer, held_back, asked.pieces, device))


def contrastive_loss(asked: argparse.Namespace, encoder: Encoder, tokenizer: Tokenizer, batch: Batch, step: int, device: str) -> Tensor:
    """Each query against all positives of the batch and one mined negative per query, which changes from one time to the next."""
    queries = embed(encoder, tokenizer, [pair.query for pair in batch.pairs], asked.pieces, device)
    mined = batch.pairs[0].kind in asked.mined_for.split(",")
    negatives = [pair.negatives[step % len(pair.negatives)] for pair in batch.pairs if mined and pair.negatives]
    passages = embed(encoder, tokenizer, [pair.positive for pair in batch.pairs] + negatives, asked.pieces, device)
    scores = queries @ passages.T * SCALE
    # Another pair with the same answer is no negative.
    same = torch.tensor(
        [[at != other and (one.positive_source == two.positive_source or one.positive == two.positive or one.query == two.query) for other, two in enumerate(batch.pairs)]
         for at, one in enumerate(batch.pairs)], device=device)
    scores[:, : len(batch.pairs)].masked_fill_(same, -1e4)
    return F.cross_entropy(scores, torch.arange(len(batch.pairs), device=device))


def distilled_loss(asked: argparse.Namespace, encoder: Encoder, tokenizer: Tokenizer, batch: Batch, taught: dict[str, Tensor], step: int, device: str) -> Tensor:
    """Each text to the teacher's vector of its twin, and nearer to it than to the twins of the others. Each fifth time the teacher's own language, lest it drift."""
    vectors = embed(encoder, tokenizer, [pair.positive if step % 5 == 0 else pair.query for pair in batch.pairs], asked.pieces, device)
    aims = torch.stack([taught[pair.positive] for pair in batch.pairs]).to(device)
    same = torch.tensor([[at != other and one.positive == two.positive for other, two in enumerate(batch.pairs)] for at, one in enumerate(batch.pairs)], device=device)
    scores = (vectors @ aims.T * SCALE).masked_fill(same, -1e4)
    return F.cross_entropy(scores, torch.arange(len(batch.pairs), device=device)) + (1 - (vectors * aims).sum(1)).mean()


def measure(encoder: Encoder, tokenizer: Tokenizer, held_back: list[Pair], pieces: int, device: str) -> dict[str, float]:
    """Mean reciprocal rank of the right text among the texts of all held-back questions of the same two languages."""
    figures: dict[str, float] = {}
    encoder.eval()
    with torch.no_grad():
        for languages in sorted({(pair.query_language, pair.positive_language) for pair in held_back}):
            some = [pair for pair in held_back if (pair.query_language, pair.positive_language) == languages][:200]
            texts = sorted({pair.positive for pair in some}, key=len)
            if len(texts) < 10:
                continue
            passages = torch.cat([embed(encoder, tokenizer, texts[start : start + 32], pieces, device) for start in range(0, len(texts), 32)])
            scores = embed(encoder, tokenizer, [pair.query for pair in some], pieces, device) @ passages.T
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
