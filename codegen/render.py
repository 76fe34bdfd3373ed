"""From a folder of schemas to the texts of the modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .check import check
from .emit_module import emit_module
from .emit_package import emit_package
from .emit_params import emit_params
from .read import read_schemas

if TYPE_CHECKING:
    from pathlib import Path


def render(schemas_folder: Path) -> dict[str, str]:
    """
    The text of every file of the package of models, by file name.

    Raises:
        SchemaError: a schema breaks a convention.
    """
    schemas = read_schemas(schemas_folder)
    check(schemas)
    files = {f"{name}.py": emit_module(schemas, file) for name, file in schemas.files.items()}
    params = emit_params(schemas)
    if params is not None:
        files["params.py"] = params
    files["__init__.py"] = emit_package(schemas)
    return dict(sorted(files.items()))
