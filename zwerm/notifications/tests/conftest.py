from zwerm.activity.tests.conftest import elsewhere

__all__ = ["elsewhere"]
