"""Who entered and left the list above scale, who can enter next, and will the task be met?"""
