"""Trained networks to the files that `onrecord.models` reads. The ONNX graphs are written node by node: with int8
matrices and the operators that onnxruntime runs fastest, they need neither its quantiser nor its optimiser.

Matrices have a scale a column and seven bits: with eight, sums of two products saturate on processors without VNNI,
which would then read a text differently. Inputs of a matrix are quantised as they come, with eight bits.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from onrecord.layers.quotes.decoder import TAGS
from onrecord.models.card import to_card
from onrecord.models.pieces import Vocabulary
from onrecord.training.networks import LINK, Convolutions, Encoder
from onrecord.writes import write_bytes

Array = NDArray[Any]

_FUSED = "com.microsoft"
_WEIGHT_MOST = 63  # seven bits
_ROW_MOST = 127


def export(network: nn.Module, vocabulary: Vocabulary, folder: Path, settings: dict[str, Any]) -> None:
    """Write model.onnx, decoder.npz, vocabulary.txt, and model.json, which holds `settings`."""
    folder.mkdir(parents=True, exist_ok=True)
    graph = _convolutions(network) if isinstance(network, Convolutions) else _encoder(network)
    write_bytes(folder / "model.onnx", graph.model().SerializeToString(deterministic=True))
    write_bytes(folder / "vocabulary.txt", "\n".join(vocabulary.pieces).encode())
    chain, heads = network.heads.chain(), network.heads
    with (folder / "decoder.npz").open("wb") as file:
        np.savez(
            file,
            transitions=_array(chain.transitions),
            starts=_array(chain.starts),
            ends=_array(chain.ends),
            cue_distances=_array(heads.cue_distances),
            source_distances=_array(heads.source_distances),
            no_source=_array(heads.no_source),
        )
    _write_settings(folder, settings)


def describe(folder: Path, settings: dict[str, Any]) -> None:
    """Write model.json with settings that have figures, and the card that tells of them."""
    _write_settings(folder, settings)
    write_bytes(folder / "README.md", to_card(settings).encode())


def _write_settings(folder: Path, settings: dict[str, Any]) -> None:
    write_bytes(folder / "model.json", json.dumps(settings, indent=1).encode() + b"\n")


class _Graph:
    """A graph in the making: nodes in order, each named by its output, and the constants that they use."""

    def __init__(self, inputs: dict[str, Sequence[str | int]]) -> None:
        self.inputs = inputs
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, array: Array) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, operator: str, inputs: Sequence[str], output: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def total(self, inputs: Sequence[str], output: str) -> str:
        """The sum of several nodes."""
        *first, last = inputs
        so_far = first[0]
        for i, other in enumerate(first[1:], 1):
            so_far = self.node("Add", [so_far, other], f"{output}.{i}")
        return self.node("Add", [so_far, last], output)

    def rows(self, table: Array, ids: str, output: str) -> str:
        """Rows of a table in int8, with a scale each."""
        scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / _ROW_MOST
        whole = np.rint(table / scale).astype(np.int8)
        found = self.node("Gather", [self.constant(f"{output}.table", whole), ids], f"{output}.int8")
        found = self.node("Cast", [found], f"{output}.float", to=TensorProto.FLOAT)
        scales = self.node(
            "Gather", [self.constant(f"{output}.scale", scale.astype(np.float32)), ids], f"{output}.scales"
        )
        return self.node("Mul", [found, scales], output)

    def few_rows(self, table: Array, ids: str, output: str) -> str:
        """Rows of a small table, kept as it is."""
        return self.node("Gather", [self.constant(f"{output}.table", table), ids], output)

    def normal(self, module: nn.Module, x: str, output: str) -> str:
        weight, bias = (self.constant(f"{output}.{n}", _array(getattr(module, n))) for n in ("weight", "bias"))
        return self.node("LayerNormalization", [x, weight, bias], output, epsilon=float(module.eps))

    def quantised(self, module: nn.Linear, output: str, *, bias: bool = True) -> list[str]:
        """The constants of a matrix in int8: weight, scales, zero points, and the bias if wanted."""
        weight = _array(module.weight).T
        scale = (np.maximum(np.abs(weight).max(0), 1e-8) / _WEIGHT_MOST).astype(np.float32)
        whole = np.rint(weight / scale).astype(np.int8)
        arrays = {"weight": whole, "scale": scale, "zero": np.zeros(len(scale), np.int8)}
        if bias:
            arrays["bias"] = _array(module.bias)
        return [self.constant(f"{output}.{name}", array) for name, array in arrays.items()]

    def linear(self, module: nn.Linear, x: str, output: str, *, bias: bool = True) -> str:
        return self.node("DynamicQuantizeMatMul", [x, *self.quantised(module, output, bias=bias)], output, _FUSED)

    def gates(self, gates: nn.Module, x: str) -> str:
        """Convolutions as products of int8 matrices with the words before, at and behind each word side by side."""
        for i, (norm, convolution) in enumerate(zip(gates.norms, gates.convolutions, strict=True)):
            name, reach = f"gate{i}", convolution.dilation[0]
            normal = self.normal(norm, x, f"{name}.normal")
            sides = [
                self.node(
                    "Pad", [normal, self.constant(f"{name}.pads{side}", np.array(pads, np.int64))], f"{name}.side{side}"
                )
                for side, pads in enumerate(([0, reach, 0, 0, -reach, 0], [0, -reach, 0, 0, reach, 0]))
            ]
            beside = self.node("Concat", [sides[0], normal, sides[1]], f"{name}.beside", axis=2)
            matrix = nn.Linear(3 * convolution.in_channels, convolution.out_channels)
            matrix.weight.data = convolution.weight.data.permute(0, 2, 1).reshape(convolution.out_channels, -1)
            matrix.bias.data = convolution.bias.data
            both = self.linear(matrix, beside, f"{name}.both")
            self.nodes.append(helper.make_node("Split", [both], [f"{name}.value", f"{name}.open"], axis=2))
            opened = self.node("Sigmoid", [f"{name}.open"], f"{name}.opened")
            x = self.node("Add", [x, self.node("Mul", [f"{name}.value", opened], f"{name}.product")], f"{name}.sum")
        return x

    def heads(self, heads: nn.Module, x: str) -> None:
        """The outputs, in single precision."""
        for name, module in (("emissions", heads.tag), ("links", heads.link)):
            product = self.node(
                "MatMul", [x, self.constant(f"{name}.weight", _array(module.weight).T)], f"{name}.product"
            )
            self.node("Add", [product, self.constant(f"{name}.bias", _array(module.bias))], name)

    def model(self) -> onnx.ModelProto:
        inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, shape) for n, shape in self.inputs.items()]
        outputs = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["windows", "words", size])
            for name, size in (("emissions", len(TAGS)), ("links", 4 * LINK))
        ]
        graph = helper.make_graph(self.nodes, "quotes", inputs, outputs, self.constants)
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_FUSED, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="onrecord")


def _encoder(network: Encoder) -> _Graph:
    rows = ["windows", "rows"]
    graph = _Graph({"ids": rows, "case": rows, "state": rows, "first": ["words"]})
    zero = graph.constant("zero", np.zeros(1, np.int64))
    length = graph.node("Shape", ["ids"], "length", start=1, end=2)
    positions = graph.constant("position.table", _array(network.position.weight))
    x = graph.total(
        [
            graph.rows(_array(network.word.weight), "ids", "word"),
            graph.few_rows(_array(network.case.weight), "case", "cases"),
            graph.few_rows(_array(network.state.weight), "state", "states"),
            graph.node("Slice", [positions, zero, length, zero], "positions"),
        ],
        "embedded",
    )
    x = graph.normal(network.norm, x, "embedding")
    for number, layer in enumerate(network.layers):
        x = _layer(graph, layer, x, f"layer{number}")
    x = graph.node("Gather", [x, "first"], "words", axis=1)
    if network.gates is not None:
        narrow = graph.linear(network.narrow, x, "narrow")
        x = graph.node("Concat", [x, graph.gates(network.gates, narrow)], "words.gated", axis=2)
    graph.heads(network.heads, x)
    return graph


def _layer(graph: _Graph, layer: Any, x: str, name: str) -> str:
    graph.nodes.append(
        helper.make_node("DynamicQuantizeLinear", [x], [f"{name}.whole", f"{name}.scale", f"{name}.zero"])
    )
    weight, scale, zero, bias = graph.quantised(layer.qkv, f"{name}.qkv")
    inputs = [f"{name}.whole", weight, bias, f"{name}.scale", scale, "", f"{name}.zero", zero]
    attended = graph.node("QAttention", inputs, f"{name}.attention", _FUSED, num_heads=layer.heads)
    out = graph.linear(layer.out, attended, f"{name}.out")
    x = graph.normal(layer.norm1, graph.node("Add", [x, out], f"{name}.sum1"), f"{name}.norm1")
    up = graph.linear(layer.up, x, f"{name}.up", bias=False)
    inner = graph.node(
        "FastGelu", [up, graph.constant(f"{name}.up.bias", _array(layer.up.bias))], f"{name}.gelu", _FUSED
    )
    down = graph.linear(layer.down, inner, f"{name}.down")
    return graph.normal(layer.norm2, graph.node("Add", [x, down], f"{name}.sum2"), f"{name}.norm2")


def _convolutions(network: Convolutions) -> _Graph:
    rows: list[str | int] = ["windows", "words"]
    graph = _Graph({"ids": [*rows, "pieces"], "case": rows, "state": rows, "opens": rows})
    pieces = graph.rows(_array(network.word.weight), "ids", "pieces")
    weights = graph.constant("weights", _array(network.piece_weights()))
    axis = graph.constant("axis", np.array([2], np.int64))
    word = graph.node("ReduceSum", [graph.node("Mul", [pieces, weights], "weighted"), axis], "word", keepdims=0)
    small = [("case", network.case), ("state", network.state), ("opens", network.opens)]
    x = graph.total([word, *(graph.few_rows(_array(m.weight), n, f"{n}s") for n, m in small)], "embedded")
    x = graph.normal(network.norm, x, "embedding")
    x = graph.gates(network.gates, x)
    graph.heads(network.heads, graph.normal(network.last_norm, x, "normal"))
    return graph


def _array(tensor: Any) -> Array:
    return np.asarray(tensor.detach().float().numpy())
