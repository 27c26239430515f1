"""Files of records as people revise them: formatted, mended, moved to another text, compared and merged.

All of it works on parsed JSON, never through the model, so that fields that the schema does not name are kept.
"""
