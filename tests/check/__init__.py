"""The check of derivatives written by hand."""
