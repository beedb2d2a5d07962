"""What a figure states, by name."""

from ingest.document import Role
from prompts import Language, say


def role_name(role: Role, language: Language) -> str:
    """`chỉ tiêu`, `kết quả`."""
    return say(f"ui.role_{role.value}", language)


def role_names(language: Language) -> str:
    """`target (chỉ tiêu), result (kết quả), …`: every role by its code and name."""
    return ", ".join(f"{role.value} ({role_name(role, language)})" for role in Role)
