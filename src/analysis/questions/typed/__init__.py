"""Which figures of others does the bureau quote, and from where?"""
