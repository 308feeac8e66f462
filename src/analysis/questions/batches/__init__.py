"""Which enterprises of the three batches are closed, moved or upgraded, and is the minimum met?"""
