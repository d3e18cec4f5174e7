"""The questions: each answer is what the asker may see."""
