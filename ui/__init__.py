"""The window: Qt only. It draws a View and reports what was pressed."""
