"""Paper: lists, certificates and posters as .docx and PDF. It knows no database and no HTTP."""
