"""What will be done about the back: drugs, therapies, studies, referrals, the next visit; and what will not."""
