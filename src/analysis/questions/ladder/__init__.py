"""Who stands on which rung of the ladder of good small enterprises, and who can climb?"""
