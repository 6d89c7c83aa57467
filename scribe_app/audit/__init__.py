"""Audits written documents for retired, incomplete and invalid codes and for codes that exclude each other."""

from scribe_app.audit.auditor import Auditor
from scribe_app.audit.findings import Finding
from scribe_app.audit.walk import Damaged, audit_paths, documents_in

__all__ = ["Auditor", "Damaged", "Finding", "audit_paths", "documents_in"]
