"""From the review page to the signed note, and what may be done with it afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from scribe_app.errors import Refusal
from scribe_app.settings import Settings
from scribe_app.window.review.addendum_dialog import AddendumDialog, VersionsDialog
from scribe_app.window.review.review_page import ReviewPage
from scribe_app.window.review.sign_dialog import SET_ASIDE, SignDialog
from scribe_app.window.visit.encounter_page import EncounterPage
from scribe_app.window.visit.handover_line import gatherer
from scribe_app.window.visit.open_visit import OpenVisit
from scribe_app.window.visit_flow import VisitFlow
from structuring.events import Dismissed
from structuring.pack import Pack

if TYPE_CHECKING:
    from scribe_app import signing


class SigningFlow(QObject):
    """Signal `signed(visit_id)`."""

    signed = Signal(str)

    def __init__(
        self, page: EncounterPage, review: ReviewPage, flow: VisitFlow, pack: Pack, settings: Settings
    ) -> None:
        super().__init__(page)
        self._page, self._review, self._flow, self.pack = page, review, flow, pack
        self.settings = settings
        flow.sign_wanted.connect(self.sign)
        page.handover.addendum_wanted.connect(self.add)
        page.handover.versions_wanted.connect(self.show_versions)
        page.handover.told.connect(page.warning.show_warning)
        page.handover.handed.connect(self._log_handed)

    def sign(self) -> None:
        """Asks who signs and why things stay open; signs and locks the visit."""
        from scribe_app import signing

        visit = self._flow.visit
        if visit is None or visit.session.locked:
            return
        dialog = SignDialog(
            visit.session.state, self.settings.clinician, self.settings.credentials, self._page.window()
        )
        answer = dialog.exec()
        if answer == SET_ASIDE:
            for item in visit.session.state.checklist:
                for path in item.missing:
                    visit.session.apply(Dismissed(path=path, reason="not_assessed"))
            self._review.refresh()
        elif answer == SignDialog.DialogCode.Accepted:
            signer = signing.Signer(name=dialog.name.text().strip(), credentials=dialog.credentials.text().strip())
            self.sign_as(visit, signer, dialog.acknowledged())

    def sign_as(self, visit: OpenVisit, signer: signing.Signer, acknowledged: dict[str, str]) -> bool:
        """Signs without asking. False, with the reason on the page, when the store declines."""
        from scribe_app import signing

        try:
            signing.sign(
                visit.store,
                visit.visit_id,
                visit.session.state,
                signer,
                events=visit.session.encounter.events,
                pack=self.pack,
                acknowledged=acknowledged,
            )
        except Refusal as fault:
            self._flow.visit_shown.emit()
            self._page.warning.show_warning(str(fault))
            return False
        visit.session.locked = True
        self._flow.visit_shown.emit()
        self.show_signed()
        self.signed.emit(visit.visit_id)
        return True

    def show_signed(self) -> None:
        """Shows the open visit as signed: locked, with its signature and its addenda."""
        from scribe_app import signing

        visit = self._flow.visit
        if visit is None:
            return
        try:
            signed = signing.signed_visit(visit.store, visit.visit_id)
        except Refusal as fault:
            self._page.warning.show_warning(str(fault))
            return
        if signed is None:
            return
        self._page.refresh()
        self._page.captions.close_for_good()
        self._page.bar.show_phase("locked")
        header = signed.note.header
        text = self.tr("Signed by {0} on {1:%d %b %Y at %H:%M}.").format(
            ", ".join(part for part in (header.signer, header.credentials) if part), header.signed_at.astimezone()
        )
        if signed.void is not None:
            text = self.tr("Declared void: {0}").format(signed.void[0].reason)
        self._page.handover.show_signed(
            text, gatherer(visit.store, visit.visit_id, self.pack), void=signed.void is not None
        )
        self._page.note.show_addenda(
            [
                (
                    self.tr("Addendum, {0}, {1:%d %b %Y at %H:%M}").format(
                        document.header.signer, document.header.signed_at.astimezone()
                    ),
                    record.text,
                    record.reason,
                )
                for record, document in signed.addenda
            ]
        )

    def _log_handed(self, form: str) -> None:
        visit = self._flow.visit
        if visit is not None:
            try:
                visit.store.log("export", visit.visit_id, {"form": form})
            except Refusal as fault:
                self._page.warning.show_warning(str(fault))

    def add(self) -> None:
        from scribe_app import signing

        visit = self._flow.visit
        if visit is None:
            return
        dialog = AddendumDialog(self.settings.clinician, self.settings.credentials, self._page.window())
        if dialog.exec() != AddendumDialog.DialogCode.Accepted:
            return
        signer = signing.Signer(name=dialog.name.text().strip(), credentials=dialog.credentials.text().strip())
        try:
            signing.addendum(
                visit.store,
                visit.visit_id,
                dialog.text.toPlainText().strip(),
                dialog.reason.text().strip(),
                signer,
            )
        except Refusal as fault:
            self._page.warning.show_warning(str(fault))
        self.show_signed()

    def show_versions(self) -> None:
        from scribe_app import signing

        visit = self._flow.visit
        if visit is None:
            return
        try:
            signed = signing.signed_visit(visit.store, visit.visit_id)
        except Refusal as fault:
            self._page.warning.show_warning(str(fault))
            return
        if signed is not None:
            VersionsDialog(signed, self._page.window()).exec()
