"""Read the configuration of `lutcore core`: a preset, and the fields that differ from it.

    name: my_engine # name of the folder; the file's name if left out
    preset: demo    # demo if left out
    rows: 8         # any field of the geometry (lutcore.driver.contract.geometry)
    port_kind: axi3
    port_width: 64
"""

import dataclasses
import re

import yaml

from lutcore.driver.contract.errors import GeometryError
from lutcore.driver.contract.geometry import Geometry, preset
from lutcore.gateware.errors import CoreConfigError

FIELDS = [field.name for field in dataclasses.fields(Geometry)]

# Configuration ------------------------------------------------------------------------------------

def read_config(path):
    """Return the name and the Geometry of a configuration file.

    Raises CoreConfigError, GeometryError.
    """
    try:
        config = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CoreConfigError(f"{path} cannot be read: {' '.join(str(error).split())}") from error
    if not isinstance(config, dict):
        raise CoreConfigError(f"{path}: must hold lines `field: value`, found "
                              f"{'nothing' if config is None else repr(config)}")
    unknown = [str(key) for key in config if key not in ("name", "preset", *FIELDS)]
    if unknown:
        raise CoreConfigError(f"{path}: no field {', '.join(unknown)}; there are name, preset, "
                              f"{', '.join(FIELDS)}")
    name = config.pop("name", path.stem)
    if not isinstance(name, str) or not re.fullmatch(r"\w[\w.-]*", name):
        raise CoreConfigError(f"{path}: name = {name!r}; must be letters, digits and underscores")
    try:
        start = preset(str(config.pop("preset", "demo")))
        return name, Geometry.from_dict({**start.to_dict(), **config})
    except GeometryError as error:
        raise GeometryError(f"{path}: {error}") from error
