"""Which ICD-10-CM code the words support, and what a coder would query. Pure; the rules are the pack's.

`code` and `alerts` are imported when first asked for: a look-up in the tables does not wait for the engine.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from structuring.coding.engine import code
    from structuring.coding.queries import alerts

__all__ = ["alerts", "code"]
_HOMES = {"code": "structuring.coding.engine", "alerts": "structuring.coding.queries"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
