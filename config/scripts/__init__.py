"""The scripts of our pages, joined into one file; made from `static/js` as it is needed."""
