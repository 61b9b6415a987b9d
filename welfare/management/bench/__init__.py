"""A festival run measured against the barest statement that writes the same rows, on a database of its own."""
