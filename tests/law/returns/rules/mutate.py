"""A rule's condition with one thing in it changed: what its examples have to notice."""

import io
import json
from collections.abc import Iterator
from typing import Any

import polars as pl

_OTHERWISE = {
    "And": ("Or",), "Or": ("And",),
    "Eq": ("NotEq",), "NotEq": ("Eq",), "EqValidity": ("NotEqValidity",), "NotEqValidity": ("EqValidity",),
    "Lt": ("GtEq", "LtEq"), "LtEq": ("Gt", "Lt"), "Gt": ("LtEq", "GtEq"), "GtEq": ("Lt", "Gt"),
}  # fmt: skip


def mutants(condition: pl.Expr) -> dict[str, pl.Expr]:
    """Each condition that differs from this one in a single operator, by what was changed."""
    tree = json.loads(condition.meta.serialize(format="json"))
    return {"never": pl.lit(value=False), "always": pl.lit(value=True)} | {
        f"{path}: {change}": _expression(tree) for path, change in _changed(tree, "")
    }


def _changed(node: Any, path: str) -> Iterator[tuple[str, str]]:
    """Changes the tree in place, one thing at a time, and back again."""
    if isinstance(node, list):
        for number, inner in enumerate(node):
            yield from _changed(inner, f"{path}/{number}")
    if not isinstance(node, dict):
        return
    if isinstance(node.get("op"), str):
        original = node["op"]
        for op in _OTHERWISE.get(original, ()):
            node["op"] = op
            yield path, f"{original} as {op}"
        node["op"] = original
    if node.get("function") == {"Boolean": "Not"}:
        node["function"] = {"Boolean": "IsNotNull"}
        yield path, "without not"
        node["function"] = {"Boolean": "Not"}
    for name, inner in node.items():
        yield from _changed(inner, f"{path}/{name}")


def _expression(tree: Any) -> pl.Expr:
    return pl.Expr.deserialize(io.StringIO(json.dumps(tree)), format="json")
