"""HTML for people: public pages and the workspace, their templates, styles and charts."""
