"""Connections between a SoC's buses and the AXI pins of an instance of module `lutcore`."""

CHANNELS = ("aw", "w", "b", "ar", "r")

def engine_pins(prefix, bus, master):
    """Connections of the engine's port `prefix`, of which it is the master or not, to `bus`."""
    pins = {}
    for channel in CHANNELS:
        endpoint = getattr(bus, channel)
        drives   = master == (channel in ("aw", "w", "ar"))
        sent, taken = ("o", "i") if drives else ("i", "o")
        pins[f"{sent}_{prefix}_{channel}valid"]  = endpoint.valid
        pins[f"{taken}_{prefix}_{channel}ready"] = endpoint.ready
        signals = {name: getattr(record, name) for record in (endpoint.payload, endpoint.param)
                   for name, *_ in record.layout if name not in ("dest", "user")}
        if channel in ("w", "r") and master:
            signals["last"] = endpoint.last
        if channel == "w" and master and bus.version == "axi4": # AXI3 only.
            del signals["id"]
        pins.update({f"{sent}_{prefix}_{channel}{name}": signal
                     for name, signal in signals.items()})
    return pins
