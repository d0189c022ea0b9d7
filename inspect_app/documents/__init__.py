"""Official documents: a frozen sheet in, PDF or Excel out.

`sheets` says what a document holds, `render.render` typesets it, `workbook` writes and reads tables.
Everything a document shows stands on its sheet, so the sheet, its hash and its PDF stay together for good.
"""
