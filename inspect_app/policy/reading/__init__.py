"""Facts as people hand them in: JSON text, rulings, a table of stations. Text in, checked values out."""
