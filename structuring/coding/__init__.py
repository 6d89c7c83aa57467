"""Which ICD-10-CM code the words support, and what a coder would query. Pure; the rules are the pack's."""

from structuring.coding.engine import code
from structuring.coding.queries import alerts

__all__ = ["alerts", "code"]
