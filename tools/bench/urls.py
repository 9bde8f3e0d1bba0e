"""The product's own addresses behind one more: a page with nothing in it, through the same middleware.

It stands first, so that finding it costs the least: every ratio to it is against the cheapest page there can be.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from zwerm.config.urls import handler400, handler403, handler404, handler429, handler500
from zwerm.config.urls import urlpatterns as product

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]

EMPTY = "bench/empty/"
PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Empty</title><body></body></html>'


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE)


urlpatterns = [path(EMPTY, empty), *product]
