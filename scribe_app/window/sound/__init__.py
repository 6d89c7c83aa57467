"""What shows the sound: the recording bar, the level, the check of the microphone."""
