"""The billing side: claims and remittances in, figures out, and what the visits have to do with them."""
