"""Word files as people write them: `reader.parse` is the way in. Why they are read so: decision 0031."""
