"""Programs of readers with derivatives written by hand, and what a judge should say of them."""
