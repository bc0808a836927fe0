"""The faults, by name. Each is a coroutine that makes the fault in a scene, waits, and takes it back; what it does to
whom it tells with `scene.striking(name, target)`."""

from faults import broker, clock, messages, network, outside, programs, store

MODULES = (programs, broker, network, store, messages, outside, clock)
ALL = {name: fault for module in MODULES for name, fault in module.FAULTS.items()}
# Those that are over at once, need no broker, and may come while another one lasts.
QUICK = ("kill", "terminate", "crash-point", "drop", "reset", "doubled")
