"""Standalone core generator: ``lutcore_gen config.yml [-o DIR]``, as LiteX's cores have one.

The configuration is a preset and the fields that differ from it:

    name: my_engine         # folder that is made; default: the configuration's name
    preset: demo            # default
    rows: 8                 # any field of the geometry (see lutcore.driver.contract.geometry)
    port_kind: axi3
    port_width: 64

What is made is the engine in Verilog, with AXI-Lite registers and AXI masters, for one's own
design; its register map, the .hwh that pynq wants, and the manifest. That is also a bundle of the
virtual board: with $LUTCORE_BITSTREAMS set to DIR, `lutcore selftest --device virtual --geometry
NAME` tries it.
"""

import argparse
import dataclasses
import re
import sys
from pathlib import Path

import yaml

from lutcore.driver.contract.errors import GeometryError, LutcoreError
from lutcore.driver.contract.geometry import Geometry, preset
from lutcore.gateware.build import write_virtual_bundle

FIELDS = [field.name for field in dataclasses.fields(Geometry)]

# Configuration ------------------------------------------------------------------------------------

class ConfigError(LutcoreError):
    """A configuration that cannot be read, or that says something unknown."""
    exit_code = 3

def read_config(path):
    """(name, Geometry) of a configuration file. Raises ConfigError, GeometryError."""
    try:
        config = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigError(f"{path} cannot be read: {' '.join(str(error).split())}") from error
    if not isinstance(config, dict):
        raise ConfigError(f"{path}: want `field: value` lines, found "
                          f"{'nothing' if config is None else repr(config)}")
    unknown = [str(key) for key in config if key not in ("name", "preset", *FIELDS)]
    if unknown:
        raise ConfigError(f"{path}: no field {', '.join(unknown)}; there are name, preset, "
                          f"{', '.join(FIELDS)}")
    name = config.pop("name", path.stem)
    if not isinstance(name, str) or not re.fullmatch(r"\w[\w.-]*", name):
        raise ConfigError(f"{path}: name = {name!r}; want letters, digits, underscores")
    try:
        start = preset(str(config.pop("preset", "demo")))
        return name, Geometry.from_dict({**start.to_dict(), **config})
    except GeometryError as error:
        raise GeometryError(f"{path}: {error}") from error

# Command ------------------------------------------------------------------------------------------

def main(arguments=None):
    parser = argparse.ArgumentParser(prog="lutcore_gen", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config", type=Path, help="YAML file")
    parser.add_argument("-o", "--output", type=Path, default=Path("build"), metavar="DIR",
        help="folder to put the core's folder in (default: build)")
    args = parser.parse_args(arguments)
    try:
        name, geometry = read_config(args.config)
        folder = write_virtual_bundle(args.output, name, geometry)
    except (LutcoreError, OSError) as error:
        print(f"lutcore_gen: error: {error}", file=sys.stderr)
        return getattr(error, "exit_code", 3)
    print(f"{folder}: {geometry.name}, digest {geometry.digest:08x}")
    return 0

if __name__ == "__main__":
    sys.exit(main())
