from tests.funding.web.conftest import as_person

__all__ = ["as_person"]
