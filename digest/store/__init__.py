"""What is kept between runs, in SQLite: files seen, articles, editions, slots; and what one run has read so far."""
