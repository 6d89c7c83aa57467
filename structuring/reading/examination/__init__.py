"""What is tested in the room, and how it comes out."""
