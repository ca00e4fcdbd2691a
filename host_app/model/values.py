"""Checks of single values, which come from files that anybody may have written."""

from __future__ import annotations

from typing import Any

from lutcore.host_app.errors import ConfigError


def is_int(value: Any) -> bool:
    """Return whether a value is an integer; JSON's true is none."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_number(value: Any) -> bool:
    """Return whether a value is a float, or an integer of 64 bits."""
    return isinstance(value, float) or (is_int(value) and abs(value) < 1 << 63)


def value_or(value: Any, default: Any) -> Any:
    """Return the value, or the default for a JSON null. A missing field counts as null."""
    return default if value is None else value


def require(holds: bool, message: str) -> None:
    """Raise ConfigError unless a condition holds."""
    if not holds:
        raise ConfigError(message)


def require_size(name: str, value: Any) -> None:
    """Raise ConfigError unless a value is a positive integer."""
    require(is_int(value) and value > 0, f"{name} is {value!r}; a positive integer is needed")


def require_positive(name: str, value: Any) -> None:
    """Raise ConfigError unless a value is a positive, finite number."""
    require(is_number(value) and 0 < value < float("inf"),
            f"{name} is {value!r}; a positive number is needed")
