"""More word pieces for languages whose words fall to single letters, with first vectors that already mean something.

1. Pieces: merges learned on the texts of one language with the tokenizer's own normaliser; those the vocabulary lacks are appended, the most
   frequent first. Old pieces keep their numbers, so old weights stay where they are.
2. First vectors: IBM Model 1 (Brown et al. 1993) between sentences and their English twins says which English pieces a new piece stands for; its first
   vector is the mean of theirs, weighted. Without twins it is the mean of the old pieces the new one used to fall into.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heappush

import numpy as np
import torch
from tokenizers import Tokenizer

LEAST = 5
"""Times a piece must stand in the texts: what is rarer learns nothing."""

ROUNDS = 6
"""Rounds of expectation and maximisation. After five the translations hardly move."""


def learn_pieces(tokenizer: Tokenizer, texts: Iterable[str], number: int) -> list[str]:
    """The `number` most frequent pieces of these texts that the tokenizer lacks, most frequent first.

    Byte-pair merges (Sennrich et al. 2016) of the letters of the words, written as word pieces. Our own, since the trainer of the tokenizer's library
    breaks ties by chance: the same texts must give the same vocabulary again.
    """
    words = Counter(word for text in texts for word, _ in tokenizer.pre_tokenizer.pre_tokenize_str(tokenizer.normalizer.normalize_str(text)))
    spelled = [[word[0], *("##" + letter for letter in word[1:])] for word in sorted(words)]
    times = [words[word] for word in sorted(words)]
    letters = Counter(letter for pieces, count in zip(spelled, times) for letter in pieces for _ in range(min(count, LEAST)))
    known = set(tokenizer.get_vocab())
    learned = [letter for letter, count in sorted(letters.items()) if count >= LEAST and letter not in known]
    for piece in _merges(spelled, times):
        if len(learned) >= number:
            break
        if piece not in known:
            known.add(piece)
            learned.append(piece)
    return learned[:number]


def _merges(spelled: list[list[str]], times: list[int]) -> Iterator[str]:
    """The piece of each merge in turn; ties by name."""
    counts: Counter[tuple[str, str]] = Counter()
    where: dict[tuple[str, str], set[int]] = defaultdict(set)
    for at, pieces in enumerate(spelled):
        for pair in zip(pieces, pieces[1:]):
            counts[pair] += times[at]
            where[pair].add(at)
    queue = [(-count, pair) for pair, count in counts.items()]
    heapify(queue)
    while queue:
        count, pair = heappop(queue)
        if -count != counts[pair]:
            continue
        if -count < LEAST:
            return
        piece = pair[0] + pair[1].removeprefix("##")
        changed = set()
        for at in where.pop(pair):
            before = spelled[at]
            after = _merged(before, pair, piece)
            for old in zip(before, before[1:]):
                counts[old] -= times[at]
                changed.add(old)
            for new in zip(after, after[1:]):
                counts[new] += times[at]
                where[new].add(at)
                changed.add(new)
            spelled[at] = after
        for one in changed:
            if counts[one] > 0:
                heappush(queue, (-counts[one], one))
        yield piece


def _merged(pieces: list[str], pair: tuple[str, str], piece: str) -> list[str]:
    after, at = [], 0
    while at < len(pieces):
        if at + 1 < len(pieces) and (pieces[at], pieces[at + 1]) == pair:
            after.append(piece)
            at += 2
        else:
            after.append(pieces[at])
            at += 1
    return after


def extend_tokenizer(tokenizer: Tokenizer, pieces: list[str]) -> Tokenizer:
    """The same tokenizer with the pieces appended to its vocabulary."""
    written = json.loads(tokenizer.to_str())
    vocabulary = written["model"]["vocab"]
    for piece in pieces:
        if piece not in vocabulary:
            vocabulary[piece] = len(vocabulary)
    return Tokenizer.from_str(json.dumps(written))


def first_vectors(old: Tokenizer, new: Tokenizer, weights: torch.Tensor, twins: list[tuple[str, str]]) -> tuple[torch.Tensor, int]:
    """Vectors [new vocabulary, hidden] whose first rows are `weights`, and how many new rows were found by alignment.

    `twins`: (text, the same in English). Rows of pieces that no twin holds are the mean of the old pieces that spell them.
    """
    first = weights.shape[0]
    vectors = torch.empty(new.get_vocab_size(), weights.shape[1])
    vectors[:first] = weights
    for piece, row in new.get_vocab().items():
        if row >= first:
            spelled = old.encode(piece.removeprefix("##"), add_special_tokens=False).ids
            vectors[row] = weights[spelled].mean(0) if spelled else weights.mean(0)
    aligned = _align(old, new, twins, first)
    for row, (pieces, shares) in aligned.items():
        vectors[row] = torch.from_numpy(shares).to(weights.dtype) @ weights[torch.from_numpy(pieces)]
    return vectors, len(aligned)


def _align(old: Tokenizer, new: Tokenizer, twins: list[tuple[str, str]], first: int) -> dict[int, tuple[np.ndarray, np.ndarray]]:
    """New piece -> the English pieces that stand for it and their shares."""
    left = [np.unique([row for row in encoded.ids if row >= first]) for encoded in new.encode_batch([text for text, _ in twins], add_special_tokens=False)]
    right = [np.unique(encoded.ids) for encoded in old.encode_batch([english for _, english in twins], add_special_tokens=False)]
    left_rows, right_rows, occurrences, counted = [], [], [], 0
    for ours, theirs in zip(left, right):
        if len(ours) == 0 or len(theirs) == 0:
            continue
        left_rows.append(np.repeat(ours, len(theirs)))
        right_rows.append(np.tile(theirs, len(ours)))
        occurrences.append(counted + np.repeat(np.arange(len(ours)), len(theirs)))
        counted += len(ours)
    if counted == 0:
        return {}
    ours, theirs, occurrence = np.concatenate(left_rows).astype(np.int64), np.concatenate(right_rows).astype(np.int64), np.concatenate(occurrences)
    keys, pair = np.unique(ours * first + theirs, return_inverse=True)
    english = keys % first
    chance = np.ones(len(keys))
    for _ in range(ROUNDS):
        posterior = chance[pair]
        posterior /= np.bincount(occurrence, posterior, minlength=counted)[occurrence]
        counts = np.bincount(pair, posterior, minlength=len(keys))
        chance = counts / np.bincount(english, counts)[english]
    return _shares(keys // first, english, counts)


def _shares(ours: np.ndarray, english: np.ndarray, counts: np.ndarray) -> dict[int, tuple[np.ndarray, np.ndarray]]:
    found = {}
    starts = np.flatnonzero(np.r_[True, ours[1:] != ours[:-1]])
    for start, end in zip(starts, np.r_[starts[1:], len(ours)]):
        # The eight likeliest say what a piece means; the long tail is chance.
        best = start + np.argsort(-counts[start:end], kind="stable")[:8]
        found[int(ours[start])] = (english[best], counts[best] / counts[best].sum())
    return found
