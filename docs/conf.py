"""How the pages and the reference become a site: `make docs`."""

project = "openrouter-streaming"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "openrouter-streaming"
myst_heading_anchors = 3
myst_enable_extensions = ["attrs_inline"]
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_class_signature = "mixed"
suppress_warnings = [
    "myst.xref_missing",  # links to the examples and to the README, which are beside the site
    "ref.python",  # fields of several models have the same name
    "misc.highlighting_failure",  # notebook cells await at the top
]
