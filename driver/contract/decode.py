"""Dataclasses out of JSON values and out of text, with an error that says which field is wrong.

Used for the geometry (here), and for manifests and SoC maps (`driver/bundles`).
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from lutcore.driver.contract.errors import LutcoreError

T = TypeVar("T")

# Metadata of a field that came later: where it is missing, it has its default.
ADDED = {"added": True}

_BOOLEANS = {"true": True, "false": False}


def decode_dataclass(cls: type[T], value: object, error: type[LutcoreError], where: str) -> T:
    """Return the `cls` whose fields are the items of the JSON object `value`.

    Fields may be bool, int, float, str, dataclasses, tuples of one type, mappings from str, and any
    of these or None. Every field must be there, also one that has a default, unless its metadata
    are ADDED.

    error: class of what is raised, also for what `cls` itself refuses. where: start of its message.
    """
    if not isinstance(value, Mapping):
        raise error(f"{where}: {value!r} is not an object with fields")
    hints = typing.get_type_hints(cls)
    declared = dataclasses.fields(cls)  # type: ignore[arg-type]
    names = {field.name for field in declared if field.name in value or not field.metadata}
    if set(value) != names:
        odd = ", ".join(sorted(map(str, set(value) ^ names)))
        raise error(f"{where}: fields missing or unknown: {odd}; it may be of another version of "
                    "lutcore")
    fields = {name: _decode(hints[name], value[name], error, f"{where}: {name}") for name in names}
    try:
        return cls(**fields)
    except LutcoreError as refusal:
        if isinstance(refusal, error):
            raise
        raise error(f"{where}: {refusal}") from refusal


def parse_fields(cls: type, assignments: Iterable[str],
                 error: type[LutcoreError]) -> dict[str, Any]:
    """Return the values of assignments such as ``rows=8`` to fields of the dataclass `cls`.

    error: class of what is raised for another field, or a value of another type.
    """
    hints = typing.get_type_hints(cls)
    values: dict[str, Any] = {}
    for assignment in assignments:
        name, _, text = assignment.partition("=")
        if name not in hints:
            raise error(f"{assignment}: fields are {', '.join(hints)}")
        try:
            values[name] = _BOOLEANS[text] if hints[name] is bool else hints[name](text)
        except (ValueError, KeyError) as reason:
            raise error(f"{assignment}: {name} takes {_spelled(hints[name])}") from reason
    return values


def _decode(hint: Any, value: object, error: type[LutcoreError], where: str) -> Any:
    """Return `value` as a field annotated with `hint`."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        if value is None and type(None) in arguments:
            return None
        hint = next(argument for argument in arguments if argument is not type(None))
        return _decode(hint, value, error, where)
    if dataclasses.is_dataclass(hint):
        return decode_dataclass(typing.cast("type[Any]", hint), value, error, where)
    if origin is tuple and isinstance(value, list):
        return tuple(_decode(arguments[0], item, error, f"{where}[{i}]")
                     for i, item in enumerate(value))
    if origin is Mapping and isinstance(value, Mapping):
        return {name: _decode(arguments[1], item, error, f"{where}: {name}")
                for name, item in value.items()}
    if type(value) is hint or (hint is float and type(value) is int):
        return value                    # type(), because a bool would pass for an int
    raise error(f"{where} = {value!r}; it must be {_spelled(hint)}")


def _spelled(hint: Any) -> str:
    names = {bool: "true or false", int: "an integer", float: "a number", str: "a text",
             tuple: "a list", Mapping: "an object with fields"}
    return names.get(typing.get_origin(hint) or hint, str(hint))
