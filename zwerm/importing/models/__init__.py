from zwerm.importing.models.claim import AlreadyAnswered, Claim
from zwerm.importing.models.move import Import, ImportedRecord

__all__ = ["AlreadyAnswered", "Claim", "Import", "ImportedRecord"]
