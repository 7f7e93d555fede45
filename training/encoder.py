"""The encoder both models are: BERT as all-MiniLM-L6-v2 has it (6 layers, 384 wide), in plain PyTorch.

The names of the parameters are those of the published weights, so that a state dictionary loads as it is. Written out here because the graph that is
exported is then exactly this one: two inputs of the attention, one mask, nothing that depends on a library's version.
Source of the architecture: Devlin et al. 2019 (BERT); Wang et al. 2020 (MiniLM).
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn


@dataclass(frozen=True)
class Shape:
    """Sizes as config.json names them."""

    vocab_size: int
    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int
    max_position_embeddings: int
    type_vocab_size: int
    layer_norm_eps: float

    @staticmethod
    def read(folder: Path) -> "Shape":
        settings = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        return Shape(**{name: settings[name] for name in Shape.__dataclass_fields__})


class Embeddings(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.word_embeddings = nn.Embedding(shape.vocab_size, shape.hidden_size)
        self.position_embeddings = nn.Embedding(shape.max_position_embeddings, shape.hidden_size)
        self.token_type_embeddings = nn.Embedding(shape.type_vocab_size, shape.hidden_size)
        self.LayerNorm = nn.LayerNorm(shape.hidden_size, eps=shape.layer_norm_eps)

    def forward(self, pieces: Tensor, types: Tensor) -> Tensor:
        positions = torch.arange(pieces.shape[1], device=pieces.device).unsqueeze(0)
        return self.LayerNorm(self.word_embeddings(pieces) + self.position_embeddings(positions) + self.token_type_embeddings(types))


class SelfAttention(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.heads = shape.num_attention_heads
        self.query = nn.Linear(shape.hidden_size, shape.hidden_size)
        self.key = nn.Linear(shape.hidden_size, shape.hidden_size)
        self.value = nn.Linear(shape.hidden_size, shape.hidden_size)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = states.shape
        apart = lambda linear: linear(states).view(batch, length, self.heads, width // self.heads).transpose(1, 2)
        query, key, value = apart(self.query), apart(self.key), apart(self.value)
        # In one step, without the table of weights: on two cores a training step takes half the time.
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        return mixed.transpose(1, 2).reshape(batch, length, width)


class Normed(nn.Module):
    """`output` of the published names: a linear map whose result is added to what went in, and normed."""

    def __init__(self, inputs: int, shape: Shape):
        super().__init__()
        self.dense = nn.Linear(inputs, shape.hidden_size)
        self.LayerNorm = nn.LayerNorm(shape.hidden_size, eps=shape.layer_norm_eps)

    def forward(self, states: Tensor, before: Tensor) -> Tensor:
        return self.LayerNorm(self.dense(states) + before)


class Layer(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.attention = nn.ModuleDict({"self": SelfAttention(shape), "output": Normed(shape.hidden_size, shape)})
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(shape.hidden_size, shape.intermediate_size)})
        self.output = Normed(shape.intermediate_size, shape)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        attended = self.attention["output"](self.attention["self"](states, bias), states)
        return self.output(F.gelu(self.intermediate["dense"](attended)), attended)


class Encoder(nn.Module):
    """Word pieces [batch, length], mask [batch, length] (1: a piece, 0: filling), types [batch, length] -> vectors [batch, length, hidden]."""

    def __init__(self, shape: Shape, dropout: float = 0.0):
        super().__init__()
        self.shape = shape
        self.embeddings = Embeddings(shape)
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList(Layer(shape) for _ in range(shape.num_hidden_layers))})
        self.dropout = nn.Dropout(dropout)

    def forward(self, pieces: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        bias = (1.0 - mask[:, None, None, :].to(torch.float32)) * -1e9
        states = self.dropout(self.embeddings(pieces, types))
        for layer in self.encoder["layer"]:
            states = layer(states, bias)
        return states


def load_encoder(folder: Path, dropout: float = 0.0) -> Encoder:
    """The encoder of a folder that holds config.json and model.safetensors. Raises KeyError or RuntimeError where names or shapes are others."""
    encoder = Encoder(Shape.read(folder), dropout)
    weights = {name.removeprefix("bert."): value for name, value in load_file(folder / "model.safetensors").items()}
    wanted = encoder.state_dict().keys()
    encoder.load_state_dict({name: weights[name] for name in wanted})
    return encoder


def fast_and_short(device: str) -> torch.autocast:
    """Sixteen bits for the products of the layers where a graphics card or the processor has instructions for them. Sums, norms and losses stay in full precision."""
    return torch.autocast(device, dtype=torch.bfloat16, enabled=device == "cuda" or torch.cpu._is_avx512_bf16_supported())


def filled(rows: list[np.ndarray], filling: int, device: str) -> Tensor:
    """Rows of unlike length -> [rows, longest], filled at the end."""
    table = np.full((len(rows), max(map(len, rows))), filling, dtype=np.int64)
    for at, row in enumerate(rows):
        table[at, : len(row)] = row
    return torch.from_numpy(table).to(device, non_blocking=True)


def mean_vectors(states: Tensor, mask: Tensor) -> Tensor:
    """[batch, length, hidden] and mask -> unit vectors [batch, hidden]: the mean over the pieces, as sentence-transformers pools this model."""
    weight = mask.unsqueeze(-1).to(states.dtype)
    return F.normalize((states * weight).sum(1) / weight.sum(1).clamp(min=1e-9), dim=-1)
