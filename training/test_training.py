"""What must hold of the training, with a model of two thin layers: minutes, no weights needed.

    cd training && python -m unittest -v
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from encoder import Encoder, Shape
from vocabulary import extend_tokenizer, first_vectors, learn_pieces

HERE = Path(__file__).parent
WORDS = "the a dog must be registered within fourteen days fee for licence of municipality owner pays twenty crowns who where when how much is".split()
TWIN = {"the": "der", "dog": "hund", "must": "muss", "fee": "gebühr", "days": "tage", "owner": "halter", "pays": "zahlt", "municipality": "gemeinde"}


def write_start(folder: Path) -> None:
    """Random weights of a small BERT, and a tokenizer of whole English words and single letters."""
    torch.manual_seed(1)
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS, *(letter for letter in "abcdefghijklmnopqrstuvwxyz0123456789" if letter not in WORDS), *("##" + letter for letter in "abcdefghijklmnopqrstuvwxyz0123456789")]
    tokenizer = Tokenizer(models.WordPiece({piece: number for number, piece in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    tokenizer.save(str(folder / "tokenizer.json"))
    shape = {"vocab_size": len(pieces), "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64,
             "max_position_embeddings": 512, "type_vocab_size": 2, "layer_norm_eps": 1e-12}
    (folder / "config.json").write_text(json.dumps(shape))
    save_file({name: value.contiguous() for name, value in Encoder(Shape(**shape)).state_dict().items()}, str(folder / "model.safetensors"))


def write_data(folder: Path) -> None:
    """Sixty questions with their provision, sixty sentences with their twin, sixty windows."""
    number = lambda at: "".join("abcdefghij"[int(digit)] for digit in str(at))
    pairs, reading = [], []
    for at in range(60):
        subject, fee = f"dog {number(at)}", f"the owner of dog {number(at)} pays a fee of twenty crowns"
        pairs.append(dict(kind="question", query=f"how much is the fee for {subject}", queryLanguage="en", positive=fee, positiveLanguage="en",
                          negatives=[f"dog {number(at + 1)} must be registered"], source=f"q{at}", positiveSource=f"p{at}"))
        twin = " ".join(TWIN.get(word, word) for word in fee.split())
        pairs.append(dict(kind="twin-sentence", query=twin, queryLanguage="de", positive=fee, positiveLanguage="en", negatives=[], source=f"t{at}", positiveSource=f"p{at}"))
        answers = [1] if at % 3 else []
        reading.append(dict(kind="question", question=f"how much is the fee for {subject}", language="en", title="dogs",
                            sentences=[f"dog {number(at)} must be registered", fee if answers else "where is the municipality", "within fourteen days"], answers=answers, source=f"q{at}", window="answer" if answers else "unanswered"))
    for name, rows in (("pairs.jsonl", pairs), ("reading.jsonl", reading)):
        (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows))


class Training(unittest.TestCase):
    def setUp(self) -> None:
        self.kept = tempfile.TemporaryDirectory()
        self.addCleanup(self.kept.cleanup)
        self.folder = Path(self.kept.name)
        (self.folder / "start").mkdir()
        write_start(self.folder / "start")
        write_data(self.folder)

    def command(self, script: str, out: str, *more: str) -> list[str]:
        data = ["--pairs", "pairs.jsonl"] if script == "embedder.py" else ["--reading", "reading.jsonl"]
        return [sys.executable, str(HERE / script), "--start", "start", *data, "--out", out, "--threads", "1", *more]

    def run_to_the_end(self, script: str, out: str, *more: str) -> None:
        done = subprocess.run(self.command(script, out, *more), cwd=self.folder, capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stderr)

    def killed_then_resumed(self, script: str, *more: str) -> None:
        self.run_to_the_end(script, "whole", *more)
        started = subprocess.Popen(self.command(script, "killed", *more), cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 120
        while not (self.folder / "killed" / "checkpoint.pt").exists() and time.monotonic() < until and started.poll() is None:
            time.sleep(0.02)
        os.kill(started.pid, signal.SIGKILL)
        started.wait()
        self.assertFalse((self.folder / "killed" / "model.safetensors").exists(), "killed before it was done")
        resumed = subprocess.run(self.command(script, "killed", *more), cwd=self.folder, capture_output=True, text=True, timeout=300)
        self.assertEqual(resumed.returncode, 0, resumed.stderr)
        self.assertIn("going on from step", resumed.stdout)
        whole, again = (load_file(self.folder / name / "model.safetensors") for name in ("whole", "killed"))
        for name in whole:
            self.assertTrue(torch.equal(whole[name], again[name]), name)

    def test_an_embedder_killed_goes_on_and_ends_with_the_same_weights(self) -> None:
        self.killed_then_resumed("embedder.py", "--batch", "8", "--distilled-batch", "8", "--repeat", "question=150", "--measure-every", "10000", "--new-pieces", "de=20")

    def test_a_reader_killed_goes_on_and_ends_with_the_same_weights(self) -> None:
        self.killed_then_resumed("reader.py", "--epochs", "60", "--pieces-per-batch", "160", "--measure-every", "10000")

    def test_other_settings_do_not_go_on_from_a_checkpoint(self) -> None:
        self.run_to_the_end("embedder.py", "out", "--batch", "8")
        other = subprocess.run(self.command("embedder.py", "out", "--batch", "9"), cwd=self.folder, capture_output=True, text=True, timeout=300)
        self.assertNotEqual(other.returncode, 0)
        self.assertIn("was made with other settings", other.stderr)

    def test_a_line_that_is_no_pair_is_named(self) -> None:
        with open(self.folder / "pairs.jsonl", "a") as file:
            file.write('{"kind": "question"}\n')
        done = subprocess.run(self.command("embedder.py", "out"), cwd=self.folder, capture_output=True, text=True, timeout=300)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("pairs.jsonl, line 121", done.stderr)

    def test_what_is_exported_agrees_with_what_was_trained(self) -> None:
        self.run_to_the_end("embedder.py", "embedder", "--repeat", "question=20", "--batch", "8")
        self.run_to_the_end("reader.py", "reader", "--epochs", "20")
        (self.folder / "card.md").write_text("# Card\n")
        for kind, texts in (("embedder", "pairs.jsonl"), ("reader", "reading.jsonl")):
            done = subprocess.run([sys.executable, str(HERE / "export.py"), "--trained", kind, "--kind", kind, "--name", f"small-{kind}", "--card", "card.md", "--licence", "card.md",
                                   "--source", "test", "--languages", "en,de", "--texts", texts, "--out", f"models/{kind}"], cwd=self.folder, capture_output=True, text=True, timeout=300)
            self.assertEqual(done.returncode, 0, done.stderr)
            described = json.loads((self.folder / "models" / kind / "model.json").read_text())
            self.assertEqual((described["kind"], described["dtype"], described["languages"]), (kind, "q8", ["en", "de"]))
            self.assertEqual({file["path"] for file in described["files"]}, {str(path.relative_to(self.folder / "models" / kind)) for path in (self.folder / "models" / kind).rglob("*") if path.is_file()} - {"model.json", "README.md"})
        self.assertEqual(set(described["reading"]), {"sentenceMargin", "answerThreshold"})

    def test_a_new_piece_begins_near_the_english_word_it_stands_for(self) -> None:
        start = Tokenizer.from_file(str(self.folder / "start" / "tokenizer.json"))
        twins = [(" ".join(TWIN.get(word, word) for word in line.split()), line) for line in ("the dog pays", "the owner pays", "the municipality must", "a fee for the dog", "days for the owner", "the municipality pays")] * 6
        pieces = learn_pieces(start, [text for text, _ in twins], 200)
        self.assertIn("hund", pieces)
        longer = extend_tokenizer(start, pieces)
        self.assertEqual(longer.encode("hund", add_special_tokens=False).tokens, ["hund"])
        weights = torch.eye(start.get_vocab_size())
        vectors, aligned = first_vectors(start, longer, weights, twins)
        self.assertTrue(torch.equal(vectors[: len(weights)], weights))
        self.assertGreaterEqual(aligned, 7)
        for german, english in (("hund", "dog"), ("gemeinde", "municipality"), ("halter", "owner")):
            self.assertEqual(int(vectors[longer.token_to_id(german)].argmax()), start.token_to_id(english), german)


if __name__ == "__main__":
    unittest.main()
