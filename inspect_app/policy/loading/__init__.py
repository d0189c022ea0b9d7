"""From checklist files to standards, programmes and plans. The loader is strict: a mistake stops it, with the line."""
