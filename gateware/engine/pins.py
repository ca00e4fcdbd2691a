"""The AXI pins of module `lutcore`: their names, and how a SoC connects its buses to them."""

from litex.soc.interconnect.axi import AXIInterface

CHANNELS    = ("aw", "w", "b", "ar", "r")
FROM_MASTER = ("aw", "w", "ar") # Channels whose payload the master drives.

# Pins ---------------------------------------------------------------------------------------------

def axi_signals(bus):
    """Yield (channel, name, signal) for each signal that AXI has on `bus`.

    LiteX's endpoints have more: `dest` and `user` of AXI-Stream, `last` on every channel, and the
    write channel's ID, which AXI4 dropped. `bus` is an AXIInterface or an AXILiteInterface.
    """
    full = isinstance(bus, AXIInterface)
    for channel in CHANNELS:
        endpoint = getattr(bus, channel)
        yield channel, "valid", endpoint.valid
        yield channel, "ready", endpoint.ready
        for record in (endpoint.payload, endpoint.param):
            for name, *_ in record.layout:
                if name in ("dest", "user"):
                    continue
                if full and bus.version == "axi4" and (channel, name) == ("w", "id"):
                    continue
                yield channel, name, getattr(record, name)
        if full and channel in ("w", "r"):
            yield channel, "last", endpoint.last

def pin_name(prefix, channel, name):
    """Return the name of a pin of the port `prefix`, such as `m0_axi_awvalid`."""
    return f"{prefix}_{channel}{name}"

def engine_pins(prefix, bus, master):
    """Return the keywords of an Instance of `lutcore` that connect its port `prefix` to `bus`.

    `master` says whether the engine is the master on that port.
    """
    pins = {}
    for channel, name, signal in axi_signals(bus):
        drives_payload = master == (channel in FROM_MASTER)
        is_output      = drives_payload != (name == "ready") # `ready` goes against the payload.
        pins[f"{'o' if is_output else 'i'}_{pin_name(prefix, channel, name)}"] = signal
    return pins
