# Words of working: topics, actors, imports, baskets, figures, exports.
