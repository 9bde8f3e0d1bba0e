from zwerm.importing.models.move import Import, ImportedRecord

__all__ = ["Import", "ImportedRecord"]
