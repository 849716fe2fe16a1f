"""A messy list becomes checked drafts: file → sheet → heading → columns → rows → drafts."""
