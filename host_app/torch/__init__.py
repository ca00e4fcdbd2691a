"""lutcore under PyTorch: linear layers whose weights lie in a device. Import it as `lutcore.torch`.

    Linear                layer on a device: from an nn.Linear, a packed matrix, a state dict
    replace_linear        puts a device under any model, in place
    LutcoreConfig         the same within transformers' from_pretrained; importing it registers the
                          quantiser, also for folders that save_pretrained wrote
    quantised_config      opens a folder that is quantised already (GPTQ, AWQ, lutcore and others)

Inference only: no gradient passes a layer. transformers is imported with the last two names alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lutcore.host_app.errors import PackageMissingError

try:
    import torch  # noqa: F401
except ModuleNotFoundError as error:
    if error.name != "torch":
        raise
    raise PackageMissingError("lutcore.torch needs PyTorch; install it with: pip install torch "
                              "(or, in a checkout: pip install -e '.[torch]')") from error

from lutcore.torch.linear import Linear
from lutcore.torch.placed import SharedDevice, shared_device
from lutcore.torch.replace import Replaced, replace_linear

if TYPE_CHECKING:
    from lutcore.torch.quantiser import LutcoreConfig, quantised_config

__all__ = ["Linear", "LutcoreConfig", "Replaced", "SharedDevice", "quantised_config",
           "replace_linear", "shared_device"]


def __getattr__(name: str) -> Any:
    """Import what needs transformers when it is asked for. Raises PackageMissingError."""
    if name not in ("LutcoreConfig", "quantised_config"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        from lutcore.torch import quantiser
    except ModuleNotFoundError as error:
        if error.name != "transformers":
            raise
        raise PackageMissingError(f"{name} needs transformers; install it with: pip install "
                                  "transformers") from error
    return getattr(quantiser, name)
