"""What the engine tells of itself in its registers: status, errors and counters."""

from migen import If, Signal

from lutcore.driver.contract.geometry import CONTRACT_VERSION
from lutcore.driver.contract.registers import MAGIC, WORKS, ErrorCode

# Status -------------------------------------------------------------------------------------------

class Status:
    """The read-only registers of `LutCore`, which this is a part of."""

    def add_status(self):
        """Connect the registers that identify the engine and tell how the last program ended."""
        control = self.control
        self.comb += [
            self._magic.fields.value.eq(MAGIC),
            self._version.fields.value.eq(CONTRACT_VERSION),
            self._digest.fields.value.eq(self.geometry.digest),
            self._status.fields.busy.eq(control.busy),
            self._status.fields.done.eq(control.done),
            self._status.fields.error.eq(control.code != ErrorCode.NONE.value),
            self._status.fields.code.eq(control.code),
            self._completed.fields.value.eq(control.completed),
        ]

    def add_error_registers(self):
        """Capture the place of a program's first error, and count what nobody asked for."""
        address, source = self._error_address.fields, self._error_source.fields
        captured = Signal()
        for error, error_address, port, client in self.error_sources:
            self.sync += If(error & ~captured,
                captured.eq(1),
                address.value.eq(error_address),
                source.port.eq(port),
                source.client.eq(client),
            )
        self.sync += [
            If(self.control.begin,
                captured.eq(0),
                address.value.eq(0),
                source.port.eq(0),
                source.client.eq(0),
            ),
            If(self.stray, self._strays.fields.value.eq(self._strays.fields.value + 1)),
        ]

    def add_counters(self):
        """Count every busy clock in `cycles` and in exactly one of the other counters.

        `stream_words` grows by the number of lanes, since a clock takes a word of each.
        """
        control, issue = self.control, self.datapath.issue
        events = {
            "stream_words":  issue.consumed,
            "stall_weights": issue.stall_weights,
            "stall_tables":  issue.stall_tables,
            "stall_output":  issue.stall_output,
            "stall_issue":   issue.stall_issue,
        }
        if self.geometry.vector_lanes:
            events |= {work: control.unit & self.fetch.works[work] for work in WORKS}
        stall_control = Signal()
        self.comb += stall_control.eq(control.busy)
        for event in events.values():
            self.comb += If(event, stall_control.eq(0))
        for name, event in {**events, "cycles": control.busy,
                            "stall_control": stall_control}.items():
            counter = getattr(self, f"_{name}").fields.value
            amount  = self.geometry.lanes if name == "stream_words" else 1
            count   = Signal()
            self.sync += [
                count.eq(event & control.busy),
                If(count, counter.eq(counter + amount)),
                If(control.begin, counter.eq(0)),
            ]
