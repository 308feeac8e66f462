"""Word documents: quantities, sentences and names in a template, each traced to its rows."""
