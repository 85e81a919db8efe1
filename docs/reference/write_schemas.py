"""Write the JSON Schemas of files and answers, which come with the package.

Run from the top: `python docs/reference/write_schemas.py`. A test says when it is needed.
"""

from strengthfit.interchange.json_schema import SCHEMAS, SHIPPED, schema_text


def main() -> None:
    """Write a file for each schema, and remove those of schemas that are gone."""
    SHIPPED.mkdir(exist_ok=True)
    for path in SHIPPED.glob("*.schema.json"):
        path.unlink()
    for name in SCHEMAS:
        (SHIPPED / f"{name}.schema.json").write_bytes(schema_text(name).encode())


if __name__ == "__main__":
    main()
