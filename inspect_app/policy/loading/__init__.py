"""From checklist files to standards, programmes and plans. A mistake stops the loader, with its line."""
