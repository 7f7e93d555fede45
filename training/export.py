"""Trained weights -> a model folder as the program loads it: ONNX in 8 bits, tokenizer, model.json, and a check that 8 bits agree with full precision.

    python training/export.py --trained DIR --kind embedder|reader --name NAME --card FILE --licence FILE --texts FILE --out DIR [--languages en,de]

`--texts`: pairs.jsonl or reading.jsonl; 200 of its texts are put through both precisions. The export fails where they disagree: MEAN_COSINE for vectors,
MEAN_DIFFERENCE for scores. `responsa models add DIR` takes the folder.
"""

import argparse
import json
import os
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

# ONNX Runtime from 1.29 on reports to its maker unless this is set before it is loaded.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from embedder import read_tokenizer
from encoder import Encoder, load_encoder
from reader import Reader, load_reader

OPSET = 14
MEAN_COSINE = 0.97
"""Lowest mean cosine between a text's vector in 8 bits and in full precision. The starting weights in 8 bits have 0.98 to 0.99."""

MEAN_DIFFERENCE = 0.5
"""Highest mean difference of a logit between the two precisions; the reader's logits go from about -6 to 6."""


class EmbedderGraph(nn.Module):
    def __init__(self, encoder: Encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        return self.encoder(input_ids, attention_mask, token_type_ids)


class ReaderGraph(nn.Module):
    def __init__(self, reader: Reader):
        super().__init__()
        self.reader = reader

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> tuple[Tensor, Tensor]:
        return self.reader(input_ids, attention_mask, token_type_ids)


OUTPUTS = {"embedder": ["last_hidden_state"], "reader": ["token_scores", "answers"]}


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trained", type=Path, required=True, help="folder that embedder.py or reader.py wrote")
    parser.add_argument("--kind", choices=list(OUTPUTS), required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--card", type=Path, required=True, help="the card: Markdown that becomes README.md")
    parser.add_argument("--licence", type=Path, required=True, help="text of the licence of the starting weights")
    parser.add_argument("--licence-name", default="Apache-2.0", help="its SPDX name (default: Apache-2.0)")
    parser.add_argument("--source", required=True, help="one sentence: from which weights, with which data")
    parser.add_argument("--languages", required=True, help="tags, comma between")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args()


def main() -> None:
    asked = options()
    torch.manual_seed(0)
    graph = EmbedderGraph(load_encoder(asked.trained)) if asked.kind == "embedder" else ReaderGraph(load_reader(asked.trained))
    graph.eval()
    (asked.out / "onnx").mkdir(parents=True, exist_ok=True)
    weights = asked.out / "onnx" / "model_quantized.onnx"
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        export(graph, OUTPUTS[asked.kind], full)
        quantize_dynamic(str(full), str(weights), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        agreement = compare(asked, full, weights)
    write_folder(asked, sum(parameter.numel() for parameter in graph.parameters()))
    print(json.dumps({"bytes": weights.stat().st_size, "opset": onnx.load(str(weights)).opset_import[0].version} | agreement))


def export(graph: nn.Module, outputs: list[str], path: Path) -> None:
    example = torch.ones(2, 9, dtype=torch.long)
    axes = {name: {0: "batch", 1: "length"} for name in ("input_ids", "attention_mask", "token_type_ids", *outputs)}
    if "answers" in axes:
        axes["answers"] = {0: "batch"}
    torch.onnx.export(
        graph, (example, example, torch.zeros_like(example)), str(path), input_names=["input_ids", "attention_mask", "token_type_ids"],
        output_names=outputs, dynamic_axes=axes, opset_version=OPSET, dynamo=False,
    )


def compare(asked: argparse.Namespace, full: Path, eight: Path) -> dict[str, float]:
    """Both precisions on the same texts. Raises ValueError where they disagree more than they may."""
    tokenizer = read_tokenizer(asked.trained)
    tokenizer.enable_truncation(256)
    with open(asked.texts, encoding="utf-8") as lines:
        rows = [json.loads(line) for line, _ in zip(lines, range(4000))][::20]
    texts = [row["positive"] if "positive" in row else row["question"] + " " + " ".join(row["sentences"]) for row in rows]
    sessions = [onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"]) for path in (full, eight)]
    results = [[run(session, tokenizer.encode(text).ids) for text in texts] for session in sessions]
    if not all(np.isfinite(output).all() for some in results for outputs in some for output in outputs):
        raise ValueError("the exported model answers something that is no number: train again with a lower rate")
    if asked.kind == "embedder":
        means = [[outputs[0][0].mean(0) for outputs in some] for some in results]
        cosines = [float(one @ two / np.linalg.norm(one) / np.linalg.norm(two)) for one, two in zip(*means)]
        agreement = {"mean cosine": float(np.mean(cosines)), "least cosine": min(cosines)}
        if agreement["mean cosine"] < MEAN_COSINE:
            raise ValueError(f"8 bits do not agree with full precision: {agreement}, expected a mean of at least {MEAN_COSINE}")
        return agreement
    differences = [float(np.abs(one[output] - two[output]).mean()) for one, two in zip(*results) for output in (0, 1)]
    agreement = {"mean difference of logits": float(np.mean(differences))}
    if agreement["mean difference of logits"] > MEAN_DIFFERENCE:
        raise ValueError(f"8 bits do not agree with full precision: {agreement}, expected at most {MEAN_DIFFERENCE}")
    return agreement


def run(session: onnxruntime.InferenceSession, ids: list[int]) -> list[np.ndarray]:
    row = np.array([ids], dtype=np.int64)
    return session.run(None, {"input_ids": row, "attention_mask": np.ones_like(row), "token_type_ids": np.zeros_like(row)})


def write_folder(asked: argparse.Namespace, parameters: int) -> None:
    out, trained = asked.out, asked.trained
    for name in ("config.json", "tokenizer.json"):
        shutil.copyfile(trained / name, out / name)
    special = {"cls_token": "[CLS]", "mask_token": "[MASK]", "pad_token": "[PAD]", "sep_token": "[SEP]", "unk_token": "[UNK]"}
    write_json(out / "special_tokens_map.json", special)
    write_json(out / "tokenizer_config.json", {"tokenizer_class": "BertTokenizer", "do_lower_case": True, "model_max_length": 512} | special)
    shutil.copyfile(asked.licence, out / "LICENSE")
    shutil.copyfile(asked.card, out / "README.md")
    roles = {"onnx/model_quantized.onnx": "weights", "config.json": "weights", "tokenizer.json": "tokenizer", "tokenizer_config.json": "tokenizer",
             "special_tokens_map.json": "tokenizer", "LICENSE": "licence"}
    described = {
        "name": asked.name, "kind": asked.kind, "source": asked.source, "licence": asked.licence_name, "languages": asked.languages.split(","),
        "dtype": "q8", "parameters": parameters,
    }
    if asked.kind == "embedder":
        hidden = json.loads((out / "config.json").read_text(encoding="utf-8"))["hidden_size"]
        described |= {"dimensions": hidden, "maximumTokens": 256, "pooling": "mean", "normalise": True, "prefixes": {"query": "", "passage": ""}}
    else:
        described |= {"maximumTokens": 384, "reading": json.loads((trained / "reading.json").read_text(encoding="utf-8"))}
    files = [{"path": path, "role": role, "bytes": (out / path).stat().st_size, "sha256": sha256((out / path).read_bytes()).hexdigest()} for path, role in roles.items()]
    write_json(out / "model.json", described | {"files": files})


def write_json(path: Path, value: dict) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
