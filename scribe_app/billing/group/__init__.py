"""De-identified claim and quality rows of several clinics, in a PostgreSQL database of the group's own."""
