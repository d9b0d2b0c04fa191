"""One module a verb: options in, words out."""
