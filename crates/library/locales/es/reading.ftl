# Words of reading: search, documents, provisions, comparison.
