"""Pages anyone can read. A view asks one query, makes its summary ready to be shown, and decides nothing."""
