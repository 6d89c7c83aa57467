"""Opens the dashboard: from the app for an open store, or from the command line."""

from __future__ import annotations

import argparse

from PySide6.QtWidgets import QApplication

from scribe_app import display
from scribe_app.billing import opening
from scribe_app.billing.figures import Query
from scribe_app.billing.ledger import Ledger
from scribe_app.errors import Refusal
from scribe_app.settings import load
from scribe_app.store.store import Store
from scribe_app.window.billing.dashboard import BillingWindow, sample_window
from scribe_app.window.look import theme
from scribe_app.window.look.application import application


def window_for(store: Store, *, visit_open: bool) -> BillingWindow:
    """The dashboard beside the encounters of an open store; the sample practice for a demonstration store.

    Raises Refusal while a visit is open: money has no place beside a patient.
    """
    if visit_open:
        raise Refusal("Billing opens when no visit is open: close or sign the visit first.")
    if store.folder is None:
        return sample_window()
    book = Ledger.open(store.folder, store.key)
    try:
        opening.quality.collect(book, store)
    except BaseException:
        book.close()
        raise
    return BillingWindow(book)


def show(args: argparse.Namespace, query: Query) -> int:
    """Shows the dashboard until it is closed. Raises Refusal where no window can be opened."""
    if obstacle := display.why_no_window():
        raise Refusal(f"{obstacle} 'scribe metrics' prints the same figures.")
    app: QApplication = application()
    theme.apply(app, load().appearance)
    window = sample_window() if args.demo else BillingWindow(opening.open_with_visits(args), query)
    window.show()
    return int(app.exec())
