"""Second opinions of the extra `semantic`. They point and rephrase; they never tick and never change a fact."""
