"""Small programs in the manner of readers, each with the name of its output."""
